package io.datapact.launcher;

/** Infrastructure failed: a program did not start, a file could not be written. Ends with exit code 3. */
public final class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was expected, what was found and what to do. */
    public LaunchException(String message) {
        super(message);
    }

    /** The same, with what caused it. */
    public LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
