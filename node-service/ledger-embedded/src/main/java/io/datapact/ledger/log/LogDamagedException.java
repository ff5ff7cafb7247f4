package io.datapact.ledger.log;

import java.nio.file.Path;

/**
 * The log's files are not what this program wrote: something in their middle changed, is missing, or an acknowledged
 * entry is gone. The log is left as it is.
 */
public final class LogDamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the file, what was expected and what was found. */
    public LogDamagedException(Path file, String detail) {
        super("the log is damaged in " + file + ": " + detail
                + "; restore the folder from a copy, or from a member's replica, and start again");
    }

    private LogDamagedException(LogDamagedException damage, String why) {
        super(damage.getMessage() + "; " + why, damage);
    }

    /** The same with what led to it: a sentence. */
    public LogDamagedException because(String why) {
        return new LogDamagedException(this, why);
    }

    /** As above, with the failure below it. */
    public LogDamagedException(Path file, String detail, Throwable cause) {
        super("the log is damaged in " + file + ": " + detail, cause);
    }
}
