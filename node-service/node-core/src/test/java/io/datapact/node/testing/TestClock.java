package io.datapact.node.testing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Time that begins where a test says, goes on as real time does, and can be moved ahead. */
public final class TestClock implements InstantSource {
    private static final long NANOS_A_MILLI = 1_000_000;

    private final long begin;
    private final long zero = System.nanoTime();
    private final AtomicLong ahead = new AtomicLong();

    /** Begins at a time, millis since the epoch. */
    public TestClock(long begin) {
        this.begin = begin;
    }

    /** Moves ahead. */
    public void advance(long millis) {
        ahead.addAndGet(millis);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return begin + (System.nanoTime() - zero) / NANOS_A_MILLI + ahead.get();
    }
}
