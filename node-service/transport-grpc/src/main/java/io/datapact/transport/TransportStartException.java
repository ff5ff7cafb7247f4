package io.datapact.transport;

/** The transport could not start to listen. */
public final class TransportStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With expected and found, and what lies below. */
    public TransportStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
