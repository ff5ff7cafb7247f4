package io.datapact.contract.statetree;

import java.util.Arrays;

/** Makes leaves, as a {@link LeafStore} has them, of keys and values. For one thread. */
public final class StateLeaf {
    private final StateHash hashes = new StateHash();

    /** The leaf of a key with its value: {@value LeafStore#LEAF_BYTES} bytes. */
    public byte[] of(String key, byte[] value) {
        return join(hashes.key(key), hashes.value(value));
    }

    static byte[] join(byte[] one, byte[] other) {
        byte[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }
}
