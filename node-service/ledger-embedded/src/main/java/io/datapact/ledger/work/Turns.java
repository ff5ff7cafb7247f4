package io.datapact.ledger.work;

import java.time.Duration;

/** Work that is done in turns, one after the other, never two at a time. */
public interface Turns {
    /**
     * Does what is to do now.
     *
     * @param patience longest wait for something to do
     * @return false when this was the last turn
     */
    boolean next(Duration patience) throws InterruptedException;

    /** Comes once after the last turn, be it one that threw. */
    void end();
}
