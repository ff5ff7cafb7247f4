package io.datapact.contract.member;

import io.datapact.contract.id.MemberId;
import java.util.Optional;

/**
 * {@code network/pause}. Active time stands still in a pause: contract.md, ground rules. All in millis.
 *
 * @param total    pauses that have ended, in all
 * @param since    begin of the newest pause
 * @param until    its end, planned or actual
 * @param by       who called it, where the newest pause is a member's brief one
 * @param briefEnd end of the last brief pause, planned or actual, where there was one
 */
public record Pause(long total, long since, long until, Optional<MemberId> by, Optional<Long> briefEnd) {
    /** No pause has ever been. */
    public static final Pause NONE = new Pause(0, 0, 0);

    /** A pause that the roster decided, the first of all. */
    public Pause(long total, long since, long until) {
        this(total, since, until, Optional.empty(), Optional.empty());
    }

    /** Active time at a transaction time: {@code t - total - max(0, min(t, until) - since)}. */
    public long activeTime(long t) {
        return t - total - passed(t);
    }

    /** Whether the network stands still at a transaction time. */
    public boolean pausedAt(long t) {
        return t >= since && t < until;
    }

    /** A new pause from a time on; ends the one before, if it is still on. */
    public Pause begun(long t, long millis, Optional<MemberId> member) {
        Optional<Long> end = member.isPresent() ? Optional.of(t + millis) : ended(t).briefEnd();
        return new Pause(total + passed(t), t, t + millis, member, end);
    }

    /** The pause that is on, ended at a time. */
    public Pause ended(long t) {
        if (!pausedAt(t)) {
            return this;
        }
        return new Pause(total, since, t, by, by.isPresent() ? Optional.of(t) : briefEnd);
    }

    private long passed(long t) {
        return Math.max(0, Math.min(t, until) - since);
    }
}
