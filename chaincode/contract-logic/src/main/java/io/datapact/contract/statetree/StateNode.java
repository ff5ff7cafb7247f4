package io.datapact.contract.statetree;

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

        @Override
        public byte[] hash(StateHash hashes) {
            return hash;
        }
    }
}
