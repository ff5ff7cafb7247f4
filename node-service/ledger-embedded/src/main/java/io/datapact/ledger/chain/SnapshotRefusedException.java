package io.datapact.ledger.chain;

/** A snapshot is not one of this log, or not whole; nothing is lost by it, for the log says the same. */
final class SnapshotRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SnapshotRefusedException(String expected, String found) {
        super("the snapshot was not used: expected " + expected + ", found " + found
                + "; the log was replayed from its beginning instead");
    }
}
