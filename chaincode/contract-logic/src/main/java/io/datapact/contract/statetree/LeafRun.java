package io.datapact.contract.statetree;

import java.util.Arrays;

/** Leaves one behind the other, as a {@link LeafStore} has them, and the tree over some of them. For one thread. */
final class LeafRun {
    /** Most leaves that are folded into one node; so few that unfolding them costs some microseconds. */
    static final int MOST_FOLDED = 16;

    private static final int KEY_BYTES = LeafStore.LEAF_BYTES / 2;

    private final byte[] leaves;
    private final StateHash hashes;

    LeafRun(byte[] leaves, StateHash hashes) {
        this.leaves = leaves;
        this.hashes = hashes;
    }

    int count() {
        return leaves.length / LeafStore.LEAF_BYTES;
    }

    /** Whether these are whole leaves whose keys ascend and are distinct. */
    boolean isAscending() {
        if (leaves.length % LeafStore.LEAF_BYTES != 0) {
            return false;
        }
        for (int i = 1; i < count(); i++) {
            if (Arrays.compareUnsigned(leaves, at(i - 1), at(i - 1) + KEY_BYTES, leaves, at(i), at(i) + KEY_BYTES)
                    >= 0) {
                return false;
            }
        }
        return true;
    }

    byte[] key(int index) {
        return Arrays.copyOfRange(leaves, at(index), at(index) + KEY_BYTES);
    }

    /** The tree over all, whole. Of leaves that ascend, at least one. */
    StateNode whole() {
        return whole(0, count());
    }

    private StateNode whole(int from, int to) {
        if (to - from == 1) {
            return new StateNode.Leaf(key(from), Arrays.copyOfRange(leaves, at(from) + KEY_BYTES, at(to)));
        }
        int bit = StateHash.parting(key(from), key(to - 1));
        int middle = firstOne(bit, from, to);
        return StateNode.Branch.of(bit, whole(from, middle), whole(middle, to), hashes);
    }

    /** Index of the first leaf whose bit is 1; the last one's is. */
    private int firstOne(int bit, int from, int to) {
        int low = from;
        int high = to - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (StateHash.bit(key(middle), bit)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static int at(int index) {
        return index * LeafStore.LEAF_BYTES;
    }
}
