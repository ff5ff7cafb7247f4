package io.datapact.ledger.work;

/** Somebody who takes turns. */
@FunctionalInterface
public interface Worker {
    /** Waits until the last turn is over, interrupted or not; whoever waits has seen to it that there will be a last. */
    void awaitEnd();
}
