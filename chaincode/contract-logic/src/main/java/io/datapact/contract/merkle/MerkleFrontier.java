package io.datapact.contract.merkle;

import io.datapact.contract.id.Digest;
import java.util.ArrayList;
import java.util.List;

/**
 * A growing tree of which only the roots of its perfect subtrees are kept: O(log n) memory, O(log n) an append.
 *
 * <p>Mutable and not safe for several threads; {@link #copy()} gives an independent one.
 */
public final class MerkleFrontier {
    /** Roots of the perfect subtrees, largest first; one per bit set in the size. */
    private final List<byte[]> peaks;

    private long size;

    /** The empty tree. */
    public MerkleFrontier() {
        this(new ArrayList<>(), 0);
    }

    private MerkleFrontier(List<byte[]> peaks, long size) {
        this.peaks = peaks;
        this.size = size;
    }

    /** Appends a leaf by its hash. */
    public void append(Digest leafHash) {
        push(leafHash.toBytes());
    }

    /** Appends a leaf by its data. */
    public void appendData(byte[] data) {
        push(MerkleTree.leaf(data));
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** Root over all leaves so far. */
    public Digest root() {
        if (peaks.isEmpty()) {
            return MerkleTree.EMPTY_ROOT;
        }
        byte[] root = peaks.get(peaks.size() - 1);
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = MerkleTree.node(peaks.get(i), root);
        }
        return Digest.wrap(root);
    }

    /** An independent copy. */
    public MerkleFrontier copy() {
        return new MerkleFrontier(new ArrayList<>(peaks), size);
    }

    private void push(byte[] leafHash) {
        byte[] peak = leafHash;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            peak = MerkleTree.node(peaks.remove(peaks.size() - 1), peak);
        }
        peaks.add(peak);
        size++;
    }
}
