package io.datapact.ledger.chain;

import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.ConsistencyProof;
import io.datapact.contract.merkle.InclusionProof;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.statetree.StateProof;
import io.datapact.contract.statetree.StateTree;
import io.datapact.node.ledger.History;
import java.util.List;
import java.util.Optional;

/**
 * Roots and proofs over published entries. Sizes count entries from the first; asking for more than are published throws
 * {@link IllegalArgumentException}.
 */
public final class PublishedTree implements History {
    private final MerkleLog merkle;
    private final StateTrees states;
    private final HeadBoard board;
    private final Handovers handovers;

    PublishedTree(MerkleLog merkle, StateTrees states, HeadBoard board, Handovers handovers) {
        this.merkle = merkle;
        this.states = states;
        this.board = board;
        this.handovers = handovers;
    }

    @Override
    public Digest root(long size) {
        requirePublished(size);
        return merkle.root(size);
    }

    @Override
    public LogKeys logKeys() {
        return handovers.keys();
    }

    @Override
    public List<SignedNote> handovers() {
        return handovers.notes(0);
    }

    /** Leaf hash of an entry. */
    public Digest leafHash(long position) {
        requirePublished(position + 1);
        return merkle.leaf(position);
    }

    /** Proof that an entry stands in the tree over the first entries. */
    public InclusionProof inclusion(long position, long size) {
        requirePublished(size);
        return merkle.inclusion(position, size);
    }

    @Override
    public ConsistencyProof consistency(long first, long second) {
        requirePublished(second);
        return merkle.consistency(first, second);
    }

    /** Root of the state right after the first entries. */
    public Digest stateRoot(long size) {
        requirePublished(size);
        return states.after(size).root();
    }

    @Override
    public Optional<Digest> recentStateRoot(long size) {
        requirePublished(size);
        return states.recent(size).map(StateTree::root);
    }

    /** Proof of what a key held right after the first entries, be it nothing. */
    public StateProof stateProof(String key, long size) {
        requirePublished(size);
        return states.after(size).prove(key);
    }

    private void requirePublished(long size) {
        if (size < 1 || size > board.head().size()) {
            throw new IllegalArgumentException(
                    "expected a size of 1 to " + board.head().size() + " entries, found " + size);
        }
    }
}
