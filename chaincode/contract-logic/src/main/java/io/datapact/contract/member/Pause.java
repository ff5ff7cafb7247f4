package io.datapact.contract.member;

/**
 * {@code network/pause}. Active time stands still in a pause: contract.md, ground rules. All in millis.
 *
 * @param total pauses that have ended, in all
 * @param since begin of the newest pause
 * @param until its end, planned or actual
 */
public record Pause(long total, long since, long until) {
    /** No pause has ever been. */
    public static final Pause NONE = new Pause(0, 0, 0);

    /** Active time at a transaction time: {@code t - total - max(0, min(t, until) - since)}. */
    public long activeTime(long t) {
        return t - total - Math.max(0, Math.min(t, until) - since);
    }

    /** Whether the network stands still at a transaction time. */
    public boolean pausedAt(long t) {
        return t >= since && t < until;
    }
}
