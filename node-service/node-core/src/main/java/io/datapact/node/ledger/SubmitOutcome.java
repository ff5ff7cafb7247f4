package io.datapact.node.ledger;

import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.Reason;

/** What became of a submitted command. */
public sealed interface SubmitOutcome {
    /**
     * The command stands on the ledger, durably.
     *
     * @param position      of its entry, from 1 (0 is the genesis)
     * @param time          the transaction's time, millis since the epoch
     * @param transactionId the ledger's id for it
     */
    record Committed(long position, long time, String transactionId) implements SubmitOutcome {}

    /**
     * The rules refuse it; nothing changed. The command stays valid until its {@code validUntil} and may be accepted
     * later if the state changes.
     *
     * @param detail what the reason concerns; never personal data
     */
    record Rejected(Reason reason, String detail) implements SubmitOutcome {}

    /**
     * Nothing changed, and not because of the rules: overload, a stopped host, a clash with another command. Submitting
     * the same command again is safe.
     *
     * @param detail why, and what to do
     */
    record Conflicted(String detail) implements SubmitOutcome {}

    /**
     * The answer did not come in time: it may be committed yet. Look it up by its digest, or submit the same command
     * again (which does so), before signing another one.
     *
     * @param command payload digest
     * @param detail  what was waited for
     */
    record Unknown(Digest command, String detail) implements SubmitOutcome {}
}
