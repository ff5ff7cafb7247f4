package io.datapact.ledger.log;

import java.nio.file.Path;

/**
 * The disk refused a write or a sync (full, read-only, broken). The log takes nothing more until it is opened again; all
 * that was acknowledged is durable, and what a failed write left behind is cut at the next start.
 */
public final class LogWriteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the file and what the system said. */
    public LogWriteException(Path file, Throwable cause) {
        super(
                "cannot write to " + file + ": " + cause.getMessage()
                        + "; the ledger has stopped, nothing acknowledged is lost; free space or repair the disk, then"
                        + " start it again",
                cause);
    }

    /** The log was stopped by an earlier failure. */
    public LogWriteException(LogWriteException earlier) {
        super(earlier.getMessage(), earlier);
    }
}
