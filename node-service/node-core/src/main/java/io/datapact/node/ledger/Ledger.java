package io.datapact.node.ledger;

/**
 * A chain of signed commands and the state that follows from them.
 *
 * <p>The whole flow:
 *
 * <pre>{@code
 * SignedCommand command = SignedCommand.of(envelopeBytes);         // DSSE, signed with the member's certificate
 * switch (ledger.submit(command)) {
 *     case SubmitOutcome.Committed done -> done.position();        // durable, and visible to the reads below
 *     case SubmitOutcome.Rejected no -> no.reason();               // the rules refuse it; nothing changed
 *     case SubmitOutcome.Conflicted later -> retryLater();         // nothing changed; the same command may come again
 *     case SubmitOutcome.Unknown who -> ledger.submit(command);    // may have happened; idempotent by payload digest
 * }
 * LedgerRead read = ledger.read(new LedgerQuery.ByKey("task/bank-a/2026-000001"));   // from the verified replica
 * try (LedgerSubscription events = ledger.eventsFrom(0)) {         // gap-free, in order, from any position
 *     events.poll(Duration.ofSeconds(1)).ifPresent(this::handle);
 * }
 * LedgerCheckpoint head = ledger.checkpoint();                     // what to compare with other parties
 * ledger.close();
 * }</pre>
 *
 * <p>Adversary: the ledger's host may be malicious. It can withhold and delay, and it chooses the order and (within the
 * rules) the times of commands. It cannot make a replica accept a command that its signer did not sign or that the
 * rules refuse, nor rewrite what this replica has seen: that ends in {@link LedgerDivergedException}. Whether two
 * replicas saw the same history shows when their checkpoints are compared.
 *
 * <p>Safe for use by several threads.
 */
public interface Ledger extends AutoCloseable {
    /**
     * Hands in a command and waits until its fate is known or the adapter's deadline is over.
     *
     * <p>A payload that was committed before gives its first receipt again. A committed command is visible to
     * {@link #read} and {@link #eventsFrom} on this ledger when this method returns.
     *
     * @throws LedgerClosedException   if this ledger was closed; the command may or may not have been committed
     * @throws LedgerDivergedException if the host was caught lying; nothing it says counts any more
     */
    SubmitOutcome submit(SignedCommand command);

    /**
     * Reads the replica's state at its newest position.
     *
     * @return the values, sorted by key, all as of one position; the caller owns them
     * @throws LedgerClosedException   if this ledger was closed
     * @throws LedgerDivergedException if the host was caught lying
     */
    LedgerRead read(LedgerQuery query);

    /**
     * Delivers every entry from a position on, first those already there, then new ones as they come.
     *
     * @param position first position to deliver, 0 or more; it may lie in the future
     * @return to be closed by the caller
     * @throws LedgerClosedException if this ledger was closed
     */
    LedgerSubscription eventsFrom(long position);

    /**
     * The newest checkpoint that this replica fits. It covers all entries that {@link #read} reflects, but for a short
     * while after a crash, until the host is heard again.
     *
     * @throws LedgerClosedException      if this ledger was closed
     * @throws LedgerDivergedException    if the host was caught lying
     * @throws LedgerUnavailableException if no checkpoint was ever received
     */
    LedgerCheckpoint checkpoint();

    /** Ends subscriptions and frees connections and files. Closing again does nothing. */
    @Override
    void close();
}
