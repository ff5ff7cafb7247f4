package io.datapact.audit.history;

import io.datapact.audit.bundle.Bundle;
import io.datapact.audit.state.Facts;
import io.datapact.audit.state.RecordedState;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.state.StateView;
import java.util.List;
import java.util.Optional;

/**
 * A ledger as read to its end.
 *
 * @param entries   number of entries, those that are not here included
 * @param prefixes  which roots are those of a prefix
 * @param written   what the entries here left, the newest value of each key; not to be changed
 * @param state     the state at the end
 * @param stateRoot what names it: digest of the whole state, or the root in the checkpoint
 * @param genesis   the first entry's record, where it could be read
 * @param network   its digest
 * @param lastTime  time of the last entry here, millis since the epoch
 * @param proofs    what is wrong with proofs, where the ledger rests on such
 */
public record Ledger(
        long entries,
        Prefixes prefixes,
        RecordedState written,
        StateView state,
        Digest stateRoot,
        Optional<Genesis> genesis,
        Optional<Digest> network,
        long lastTime,
        Optional<ProofFaults> proofs) {
    /** Whether a root is that of a prefix. */
    public enum Prefix {
        YES,
        NO,
        UNPROVEN
    }

    /** Knows roots of prefixes. */
    @FunctionalInterface
    public interface Prefixes {
        /** Whether a root is that over the first {@code size} entries. */
        Prefix compare(long size, Digest root);
    }

    /**
     * What is wrong with the proofs of a ledger of which some entries are here.
     *
     * @param inclusion   entries that are not proven to stand in the log
     * @param checkpoints further checkpoints that are unsigned or no prefix
     * @param state       proofs of keys that do not hold, or show that an entry was left out
     */
    public record ProofFaults(List<Bundle.Fault> inclusion, List<Bundle.Fault> checkpoints, List<Bundle.Fault> state) {
        public ProofFaults {
            inclusion = List.copyOf(inclusion);
            checkpoints = List.copyOf(checkpoints);
            state = List.copyOf(state);
        }
    }

    /** A ledger of which all entries are here. */
    static Ledger whole(List<Digest> roots, RecordedState state, EntryVisits visits) {
        Prefixes prefixes = (size, root) ->
                size >= 0 && size < roots.size() && roots.get((int) size).equals(root) ? Prefix.YES : Prefix.NO;
        return new Ledger(
                roots.size() - 1L,
                prefixes,
                state,
                state,
                state.digest(),
                visits.genesis(),
                visits.network(),
                visits.lastTime(),
                Optional.empty());
    }

    /** The facts at the end. */
    public Facts facts() {
        return new Facts(state);
    }
}
