package io.datapact.ledger.local;

import java.util.Locale;

/** Named moments at which tests from outside kill the host. */
public enum CrashPoint {
    /** A batch is written, its sync has not begun. */
    BEFORE_FSYNC,
    /** A batch is durable, nobody was told. */
    AFTER_FSYNC_BEFORE_ANSWER,
    /** An entry that replaces the log's key is durable, the handover to the next key is not. */
    BEFORE_HANDOVER;

    /** The name in settings and markers: lower case, hyphens. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
