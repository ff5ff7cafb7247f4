package io.datapact.node.ledger;

/** The ledger's files or host cannot be used; the message says which, what was found and what to do. */
public final class LedgerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the failure below it. */
    public LedgerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Without a failure below it. */
    public LedgerUnavailableException(String message) {
        super(message);
    }
}
