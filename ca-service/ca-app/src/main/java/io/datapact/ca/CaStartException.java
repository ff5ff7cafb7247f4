package io.datapact.ca;

/** The authority cannot start; the message says what was expected, what was found, and what to do. */
public final class CaStartException extends RuntimeException {

    public CaStartException(String message) {
        super(message);
    }

    public CaStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
