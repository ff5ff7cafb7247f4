package io.datapact.node.task;

/** A task was to be approved that no plugin of this software can play to its end. */
public final class NotComputableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what was expected, what was found, and what to do. */
    public NotComputableException(String message) {
        super(message);
    }
}
