package io.datapact.node.store;

/** The node's database cannot be written or read; what needs it must not go on. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the failure of the database below. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
