package io.datapact.contract.statetree;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One batch of changes, carried through the tree in one walk: each branch above several changes is hashed once. The
 * recursion is at most 257 deep, since a branch's bit is greater than that of the branch above. For one thread.
 */
final class StateUpdate {
    private final StateHash hashes;
    private final List<Change> changes;

    /**
     * A key's new value.
     *
     * @param key   hash of the key
     * @param value hash of the value; empty where the key is deleted
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Change(byte[] key, Optional<byte[]> value) implements Comparable<Change> {
        @Override
        public int compareTo(Change other) {
            return Arrays.compareUnsigned(key, other.key);
        }
    }

    /** @param changes of distinct keys, in any order */
    StateUpdate(StateHash hashes, List<Change> changes) {
        this.hashes = hashes;
        this.changes = changes.stream().sorted().toList();
    }

    /** The tree with the changes; empty where nothing is left. */
    Optional<StateNode> applyTo(Optional<StateNode> root) {
        return apply(root, 0, changes.size());
    }

    /** Applies the changes {@code from} to {@code to}, whose keys belong below the node. */
    private Optional<StateNode> apply(Optional<StateNode> node, int from, int to) {
        if (from == to) {
            return node;
        }
        if (node.isPresent() && node.get() instanceof StateNode.Folded folded) {
            Optional<StateNode> whole = Optional.of(folded.unfold(hashes));
            Optional<StateNode> changed = apply(whole, from, to);
            return same(whole, changed) ? node : changed.map(new Refolding(folded.store())::of);
        }
        int bit = partingBit(node, from, to);
        if (bit == StateHash.BITS) {
            Change change = changes.get(from);
            return change.value().map(value -> new StateNode.Leaf(change.key(), value));
        }
        int middle = firstOne(bit, from, to);
        if (node.isEmpty()) {
            return join(bit, node, apply(node, from, middle), apply(node, middle, to));
        }
        return switch (node.get()) {
            case StateNode.Branch branch
            when branch.bit() == bit ->
                join(
                        bit,
                        node,
                        apply(Optional.of(branch.left()), from, middle),
                        apply(Optional.of(branch.right()), middle, to));
            case StateNode whole -> {
                Optional<StateNode> none = Optional.empty();
                boolean right = StateHash.bit(whole.someKey(), bit);
                yield join(bit, none, apply(right ? none : node, from, middle), apply(right ? node : none, middle, to));
            }
        };
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean same(Optional<StateNode> one, Optional<StateNode> other) {
        return one.isPresent() && other.isPresent() && one.get() == other.get();
    }

    /** The first bit in which the changes' keys, and the node's, do not all agree; not behind the node's own bit. */
    private int partingBit(Optional<StateNode> node, int from, int to) {
        byte[] first = changes.get(from).key();
        byte[] last = changes.get(to - 1).key();
        int among = StateHash.parting(first, last);
        if (node.isEmpty()) {
            return among;
        }
        byte[] prefix = node.get().someKey();
        int with = Math.min(StateHash.parting(first, prefix), StateHash.parting(last, prefix));
        return Math.min(node.get().bit(), Math.min(among, with));
    }

    /** Index of the first change whose bit is 1. */
    private int firstOne(int bit, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (StateHash.bit(changes.get(middle).key(), bit)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** A branch over two sides; the very branch that was there, if both sides are the very nodes that were. */
    @SuppressWarnings("ReferenceEquality")
    private Optional<StateNode> join(
            int bit, Optional<StateNode> before, Optional<StateNode> left, Optional<StateNode> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.or(() -> right);
        }
        boolean same = before.isPresent()
                && before.get() instanceof StateNode.Branch branch
                && branch.left() == left.get()
                && branch.right() == right.get();
        return same ? before : Optional.of(StateNode.Branch.of(bit, left.get(), right.get(), hashes));
    }
}
