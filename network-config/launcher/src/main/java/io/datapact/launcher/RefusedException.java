package io.datapact.launcher;

/** A command was refused; ends with exit code 1. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** Names the reason code and says what it concerns. */
    public RefusedException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The reason code. */
    public String reason() {
        return reason;
    }
}
