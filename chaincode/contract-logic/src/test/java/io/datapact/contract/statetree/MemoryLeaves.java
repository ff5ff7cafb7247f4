package io.datapact.contract.statetree;

import java.util.Arrays;
import java.util.List;

/** Leaves in memory, which a test can change. */
final class MemoryLeaves implements LeafStore {
    private byte[] leaves = new byte[0];
    private int reads;

    /** What is thrown where leaves are other ones. */
    static final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Changed(long first, int count) {
            super(count + " leaves from " + first);
        }
    }

    static byte[] join(List<byte[]> leaves) {
        byte[] joined = new byte[leaves.size() * LEAF_BYTES];
        for (int i = 0; i < leaves.size(); i++) {
            System.arraycopy(leaves.get(i), 0, joined, i * LEAF_BYTES, LEAF_BYTES);
        }
        return joined;
    }

    /** How often leaves were read. */
    int reads() {
        return reads;
    }

    int count() {
        return leaves.length / LEAF_BYTES;
    }

    byte[] bytes() {
        return leaves;
    }

    /** What the store has from now on. */
    void become(byte[] other) {
        leaves = other;
    }

    @Override
    public long append(byte[] more) {
        leaves = StateLeaf.join(leaves, more);
        return (leaves.length - more.length) / (long) LEAF_BYTES;
    }

    @Override
    public byte[] read(long first, int count) {
        reads++;
        int from = Math.min(leaves.length, Math.toIntExact(first) * LEAF_BYTES);
        return Arrays.copyOfRange(leaves, from, Math.min(leaves.length, from + count * LEAF_BYTES));
    }

    @Override
    public RuntimeException changed(long first, int count) {
        return new Changed(first, count);
    }
}
