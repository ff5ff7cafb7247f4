package io.datapact.audit.bundle;

/** Unwinds a reader to its entry, where it becomes a fault of the bundle; never leaves this package. */
final class ZipFault extends Exception {
    private static final long serialVersionUID = 1L;

    ZipFault(String detail) {
        super(detail, null, false, false);
    }
}
