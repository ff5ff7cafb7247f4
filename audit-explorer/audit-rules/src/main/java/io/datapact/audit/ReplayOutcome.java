package io.datapact.audit;

import io.datapact.contract.id.Digest;

/** What replaying a history comes to. */
public sealed interface ReplayOutcome {
    /**
     * Every command was decided as recorded.
     *
     * @param entries     ledger entries, the genesis included
     * @param stateDigest digest of the state that they leave
     */
    record Replayed(long entries, Digest stateDigest) implements ReplayOutcome {}

    /** A command was not. {@code detail} names the first entry and says what was expected and found. */
    record Diverged(String detail) implements ReplayOutcome {}
}
