package io.datapact.audit.history;

import io.datapact.audit.bundle.BundleReader;
import io.datapact.audit.state.RecordedState;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.MerkleFrontier;
import io.datapact.contract.merkle.MerkleTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a whole ledger's entries as they stream by: hashes them, keeps the recorded state, and shows each to the
 * observers. Hostile bytes become {@link LedgerObserver#unreadable}. Not safe for concurrent use.
 */
public final class LedgerReading implements BundleReader.EntryVisitor {
    private final EntryVisits visits;
    private final RecordedState state = new RecordedState();
    private final MerkleFrontier tree = new MerkleFrontier();
    private final List<Digest> roots = new ArrayList<>(List.of(MerkleTree.EMPTY_ROOT));

    public LedgerReading(List<? extends LedgerObserver> observers) {
        this.visits = new EntryVisits(observers);
    }

    @Override
    public void entry(long position, byte[] content) {
        long expected = tree.size();
        tree.append(MerkleTree.leafHash(content));
        roots.add(tree.root());
        if (position != expected) {
            visits.refuse(
                    position, "expected the entry of position " + expected + ", found another; none may be left out");
            return;
        }
        visits.visit(position, content, entry -> new EntryVisits.Around(state, state.with(entry.writes())))
                .ifPresent(entry -> state.apply(entry.writes()));
    }

    /** What was read so far. */
    public Ledger ledger() {
        return Ledger.whole(List.copyOf(roots), state, visits);
    }
}
