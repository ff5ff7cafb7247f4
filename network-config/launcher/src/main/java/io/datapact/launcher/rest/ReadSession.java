package io.datapact.launcher.rest;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The highest ledger position that a conversation with several nodes has heard of. Sent with each request, it lets every
 * node answer from at least there.
 */
public final class ReadSession {
    private final AtomicLong position = new AtomicLong();

    /** The highest position so far; 0 at the beginning. */
    long position() {
        return position.get();
    }

    /** Takes note of a position. */
    void heard(long heard) {
        position.accumulateAndGet(heard, Math::max);
    }
}
