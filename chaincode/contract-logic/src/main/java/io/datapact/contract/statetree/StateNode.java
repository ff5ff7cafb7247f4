package io.datapact.contract.statetree;

import java.util.Arrays;

/** A node of the tree; never changed, so that trees share what they have in common. Arrays are never changed nor compared. */
@SuppressWarnings("ArrayRecordComponent")
sealed interface StateNode {
    /** Hash of a key below this node; all of them agree in the bits before the node's own. */
    byte[] someKey();

    /** The bit at which the keys below part; 256 where there is one key. */
    int bit();

    /** The node's hash. */
    byte[] hash(StateHash hashes);

    /** One key with its value's hash. The node's own hash is made anew when it is asked for, which saves a third. */
    record Leaf(byte[] key, byte[] value) implements StateNode {
        @Override
        public byte[] someKey() {
            return key;
        }

        @Override
        public int bit() {
            return StateHash.BITS;
        }

        @Override
        public byte[] hash(StateHash hashes) {
            return hashes.leaf(key, value);
        }
    }

    /** Keys that part at a bit: 0 to the left, 1 to the right. */
    record Branch(int bit, StateNode left, StateNode right, byte[] someKey, byte[] hash) implements StateNode {
        static Branch of(int bit, StateNode left, StateNode right, StateHash hashes) {
            byte[] hash = hashes.branch(bit, left.hash(hashes), right.hash(hashes));
            return new Branch(bit, left, right, left.someKey(), hash);
        }

        /** The same branch over twins of its two sides. */
        Branch over(StateNode leftTwin, StateNode rightTwin) {
            return new Branch(bit, leftTwin, rightTwin, someKey, hash);
        }

        @Override
        public byte[] hash(StateHash hashes) {
            return hash;
        }
    }

    /**
     * A few keys whose leaves lie in a store, and are read where one of them is asked for or changed.
     *
     * @param first index of the first of the leaves
     * @param hash  of the node that they make, which is what is believed
     */
    record Folded(LeafStore store, long first, int count, int bit, byte[] someKey, byte[] hash) implements StateNode {
        @Override
        public byte[] hash(StateHash hashes) {
            return hash;
        }

        /** The leaves as the store has them: as many as there were, believed no further. */
        byte[] leaves() {
            byte[] leaves = store.read(first, count);
            if (leaves.length != count * LeafStore.LEAF_BYTES) {
                throw store.changed(first, count);
            }
            return leaves;
        }

        /** The node with all below it, in memory. */
        StateNode unfold(StateHash hashes) {
            LeafRun run = new LeafRun(leaves(), hashes);
            if (run.isAscending()) {
                StateNode whole = run.whole();
                if (Arrays.equals(whole.hash(hashes), hash)) {
                    return whole;
                }
            }
            throw store.changed(first, count);
        }
    }
}
