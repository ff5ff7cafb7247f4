package io.datapact.contract.x509;

/** Unwinds a reader to its entry, where it becomes a refusal; never leaves this package. */
final class DerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DerException(String detail) {
        super(detail, null, false, false);
    }
}
