package io.datapact.ledger.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A machine's clock: off by something, and faster or slower than it should be. */
final class MachineClock extends Clock {
    /** Most that a clock gains or loses: 200 parts in a million. */
    private static final int MOST_DRIFT = 200;

    private final Scheduler time;
    private final long start;
    private long skewMillis;
    private long setAt;
    private int drift;

    /** @param start of the simulation, millis since the epoch */
    MachineClock(Scheduler time, long start) {
        this.time = time;
        this.start = start;
    }

    /** Puts it off by so much, with a drift of its own. */
    void skew(long millis) {
        skewMillis = millis;
        setAt = time.now();
        drift = time.below(2 * MOST_DRIFT + 1) - MOST_DRIFT;
    }

    /** Sets it right. */
    void right() {
        skewMillis = 0;
        drift = 0;
    }

    @Override
    public long millis() {
        long drifted = (time.now() - setAt) / 1_000_000 * drift / 1_000;
        return start + time.now() / Scheduler.MILLI + skewMillis + drifted;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
