package io.datapact.contract.statetree;

import io.datapact.contract.id.Digest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A Merkle prefix tree over the state: a binary trie over SHA-256 of the keys in which every branch has two sides, so
 * that its form, and its root, follow from keys and values alone and never from the order of the writes. The hashes are
 * described at {@code StateHash}, and byte for byte in the module's README.
 *
 * <p>A tree never changes; {@link #with} gives another one that shares all branches that no change touched. So trees of
 * earlier positions can be kept and proved for the price of what has changed since. Cost: n changes in a tree of m keys
 * hash at most n · (log2(m) + 3) branches on average. Memory: about 200 bytes a key (a branch of 80, a leaf of 120),
 * and about 80 · log2(m) bytes a change for as long as the earlier tree is kept. A {@linkplain #folded folded} tree has
 * its leaves elsewhere and needs about 20 bytes a key; a proof reads and hashes some 10 leaves more, and a change adds as
 * many to the store, where the old ones stay for the trees before.
 *
 * <p>Adversary: whoever writes the state chooses keys, and can make two hashes share a long prefix only by work that
 * doubles with each bit. A path has at most 256 branches in any case.
 */
public final class StateTree {
    /** The tree without keys. */
    public static final StateTree EMPTY = new StateTree(Optional.empty());

    private final Optional<StateNode> top;

    private StateTree(Optional<StateNode> top) {
        this.top = top;
    }

    /** The tree of a whole state. */
    public static StateTree of(SortedMap<String, byte[]> state) {
        StateHash hashes = new StateHash();
        List<StateUpdate.Change> changes = new ArrayList<>(state.size());
        for (Map.Entry<String, byte[]> entry : state.entrySet()) {
            byte[] value = hashes.value(entry.getValue());
            changes.add(new StateUpdate.Change(hashes.key(entry.getKey()), Optional.of(value)));
        }
        return EMPTY.with(hashes, changes);
    }

    /** The tree over all {@linkplain FoldedPart parts}, in their order: its leaves lie in the parts' stores. */
    public static StateTree ofParts(List<FoldedPart> parts) {
        return new StateTree(FoldedPart.join(parts));
    }

    /**
     * This tree with further writes.
     *
     * @param writes values by key; empty where the key is deleted, whether it was there or not
     */
    public StateTree with(SortedMap<String, Optional<byte[]>> writes) {
        StateHash hashes = new StateHash();
        List<StateUpdate.Change> changes = new ArrayList<>(writes.size());
        for (Map.Entry<String, Optional<byte[]>> write : writes.entrySet()) {
            changes.add(new StateUpdate.Change(
                    hashes.key(write.getKey()), write.getValue().map(hashes::value)));
        }
        return with(hashes, changes);
    }

    private StateTree with(StateHash hashes, List<StateUpdate.Change> changes) {
        return new StateTree(new StateUpdate(hashes, changes).applyTo(top));
    }

    /** The root, which names keys and values. */
    public Digest root() {
        StateHash hashes = new StateHash();
        return Digest.wrap(top.map(node -> node.hash(hashes)).orElseGet(hashes::empty));
    }

    /** The same tree with the leaves of its lowest branches added to a store, and no longer where they were. */
    public StateTree folded(LeafStore store) {
        return new StateTree(top.map(node -> new Refolding(store).of(node)));
    }

    /** Proof of what a key holds here, be it nothing. */
    public StateProof prove(String key) {
        if (top.isEmpty()) {
            return StateProof.OF_EMPTY;
        }
        StateHash hashes = new StateHash();
        byte[] sought = hashes.key(key);
        Deque<StateProof.Step> upwards = new ArrayDeque<>();
        StateNode node = top.get();
        while (!(node instanceof StateNode.Leaf)) {
            if (node instanceof StateNode.Branch branch) {
                boolean right = StateHash.bit(sought, branch.bit());
                StateNode sibling = right ? branch.left() : branch.right();
                upwards.addFirst(new StateProof.Step(branch.bit(), Digest.wrap(sibling.hash(hashes))));
                node = right ? branch.right() : branch.left();
            } else {
                node = ((StateNode.Folded) node).unfold(hashes);
            }
        }
        StateNode.Leaf leaf = (StateNode.Leaf) node;
        StateProof.Leaf found = new StateProof.Leaf(Digest.wrap(leaf.key()), Digest.wrap(leaf.value()));
        return new StateProof(Optional.of(found), List.copyOf(upwards));
    }
}
