package io.datapact.contract.merkle;

import io.datapact.contract.id.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Proof that a leaf stands at an index of a tree. Source: RFC 6962, section 2.1.1; checked as RFC 9162, section 2.1.3.2
 * says.
 *
 * @param index the leaf's index, from 0
 * @param size  number of leaves of the tree
 * @param path  sibling hashes from the leaf upwards
 */
public record InclusionProof(long index, long size, List<Digest> path) {
    /** Longest path: the depth of a tree of 2^62 leaves. */
    public static final int MAXIMUM_PATH = 62;

    public InclusionProof {
        path = List.copyOf(path);
        if (index < 0 || index >= size || size > 1L << MAXIMUM_PATH) {
            throw new IllegalArgumentException(
                    "expected an index below the size of the tree, found " + index + " in " + size);
        }
        if (path.size() > MAXIMUM_PATH) {
            throw new IllegalArgumentException(
                    "expected a path of at most " + MAXIMUM_PATH + " hashes, found " + path.size());
        }
    }

    /** Makes the proof for a leaf of the tree over the first {@code size} leaves; O(size). */
    public static InclusionProof make(LeafHashes leaves, long index, long size) {
        List<Digest> downwards = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + MerkleTree.split(to - from);
            if (index < middle) {
                downwards.add(MerkleTree.root(leaves, middle, to));
                to = middle;
            } else {
                downwards.add(MerkleTree.root(leaves, from, middle));
                from = middle;
            }
        }
        Collections.reverse(downwards);
        return new InclusionProof(index, size, downwards);
    }

    /** Whether the leaf hash stands at the index of the tree of that root. */
    public boolean verify(Digest leafHash, Digest root) {
        long node = index;
        long last = size - 1;
        Digest hash = leafHash;
        for (Digest sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = MerkleTree.nodeHash(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = MerkleTree.nodeHash(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
