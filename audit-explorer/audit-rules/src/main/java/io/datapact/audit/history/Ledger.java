package io.datapact.audit.history;

import io.datapact.audit.state.Facts;
import io.datapact.audit.state.RecordedState;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Genesis;
import java.util.List;
import java.util.Optional;

/**
 * A ledger as read to its end.
 *
 * @param roots    Merkle root over the first n entries, by n from 0
 * @param state    the recorded state; not to be changed
 * @param genesis  the first entry's record, where it could be read
 * @param network  its digest
 * @param lastTime time of the last entry, millis since the epoch
 */
public record Ledger(
        List<Digest> roots, RecordedState state, Optional<Genesis> genesis, Optional<Digest> network, long lastTime) {
    /** Number of entries. */
    public long entries() {
        return roots.size() - 1L;
    }

    /** The state's facts. */
    public Facts facts() {
        return new Facts(state);
    }
}
