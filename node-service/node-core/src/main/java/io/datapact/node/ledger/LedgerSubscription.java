package io.datapact.node.ledger;

import java.time.Duration;
import java.util.Optional;

/**
 * A reader's place in the ledger. Entries are pulled, so a slow reader holds up nobody and loses nothing. For one
 * thread at a time; {@link #close} may come from any.
 */
public interface LedgerSubscription extends AutoCloseable {
    /**
     * The next entry, waiting for it if need be.
     *
     * @param patience longest wait; zero only looks
     * @return the entry, or empty when none came in time
     * @throws InterruptedException    if the thread is interrupted while waiting; nothing is skipped
     * @throws LedgerClosedException   if the subscription or the ledger was closed
     * @throws LedgerDivergedException if the host was caught lying and all entries verified before are delivered
     */
    Optional<LedgerUpdate> poll(Duration patience) throws InterruptedException;

    /** Position of the entry that comes next. */
    long position();

    /** Ends the subscription. Closing again does nothing. */
    @Override
    void close();
}
