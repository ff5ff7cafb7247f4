package io.datapact.contract.statetree;

/**
 * A tree's twin whose lowest branches are folded, made in one walk without hashing anything anew: leaves that were folded
 * are copied as they are, for the hash that stays in memory judges them when they are read again. For one thread.
 */
final class Refolding {
    private final LeafStore store;
    private final StateHash hashes = new StateHash();

    Refolding(LeafStore store) {
        this.store = store;
    }

    /** What a node has become. */
    private sealed interface Twin {
        /** So few leaves that they may be folded together with others beside them. */
        @SuppressWarnings("ArrayRecordComponent")
        record Few(byte[] leaves, StateNode node) implements Twin {}

        /** A branch over nodes that are folded. */
        record Many(StateNode node) implements Twin {}
    }

    StateNode of(StateNode top) {
        return settled(twin(top));
    }

    private Twin twin(StateNode node) {
        return switch (node) {
            case StateNode.Leaf leaf -> new Twin.Few(StateLeaf.join(leaf.key(), leaf.value()), leaf);
            case StateNode.Folded folded -> new Twin.Few(folded.leaves(), folded);
            case StateNode.Branch branch -> over(branch, twin(branch.left()), twin(branch.right()));
        };
    }

    private Twin over(StateNode.Branch branch, Twin left, Twin right) {
        if (left instanceof Twin.Few one
                && right instanceof Twin.Few other
                && one.leaves().length + other.leaves().length <= LeafRun.MOST_FOLDED * LeafStore.LEAF_BYTES) {
            return new Twin.Few(StateLeaf.join(one.leaves(), other.leaves()), branch);
        }
        return new Twin.Many(branch.over(settled(left), settled(right)));
    }

    private StateNode settled(Twin twin) {
        return switch (twin) {
            case Twin.Many(StateNode node) -> node;
            case Twin.Few(byte[] leaves, StateNode node) -> {
                int count = leaves.length / LeafStore.LEAF_BYTES;
                yield new StateNode.Folded(
                        store, store.append(leaves), count, node.bit(), node.someKey(), node.hash(hashes));
            }
        };
    }
}
