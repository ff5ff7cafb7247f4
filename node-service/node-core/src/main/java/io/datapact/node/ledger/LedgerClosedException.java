package io.datapact.node.ledger;

/** The ledger or subscription was closed by this process. */
public final class LedgerClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was closed. */
    public LedgerClosedException(String message) {
        super(message);
    }
}
