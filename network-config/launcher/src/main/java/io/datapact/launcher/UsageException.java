package io.datapact.launcher;

/** What was typed does not fit: a name, a folder, a file. Nothing was done; ends with exit code 2. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was expected, what was found and what to do. */
    public UsageException(String message) {
        super(message);
    }

    /** The same, with what caused it. */
    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
