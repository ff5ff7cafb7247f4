package io.datapact.contract.merkle;

import io.datapact.contract.id.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Proof that a tree is a prefix of a later one. Source: RFC 6962, section 2.1.2; checked as RFC 9162, section 2.1.4.2
 * says. Every tree extends the empty one and itself with an empty path.
 *
 * @param first  number of leaves of the earlier tree
 * @param second number of leaves of the later tree
 * @param path   the hashes
 */
public record ConsistencyProof(long first, long second, List<Digest> path) {
    /** Longest path. */
    public static final int MAXIMUM_PATH = InclusionProof.MAXIMUM_PATH + 2;

    public ConsistencyProof {
        path = List.copyOf(path);
        if (first < 0 || first > second || second > 1L << InclusionProof.MAXIMUM_PATH) {
            throw new IllegalArgumentException("expected two ascending tree sizes, found " + first + " and " + second);
        }
        if (path.size() > MAXIMUM_PATH) {
            throw new IllegalArgumentException(
                    "expected a path of at most " + MAXIMUM_PATH + " hashes, found " + path.size());
        }
    }

    /** Makes the proof between the trees over the first {@code first} and {@code second} leaves; O(second). */
    public static ConsistencyProof make(LeafHashes leaves, long first, long second) {
        List<Digest> downwards = new ArrayList<>();
        if (first > 0 && first < second) {
            descend(leaves, first, second, downwards);
        }
        Collections.reverse(downwards);
        return new ConsistencyProof(first, second, downwards);
    }

    private static void descend(LeafHashes leaves, long first, long second, List<Digest> downwards) {
        long from = 0;
        long to = second;
        boolean whole = true;
        while (first != to) {
            long middle = from + MerkleTree.split(to - from);
            if (first <= middle) {
                downwards.add(MerkleTree.root(leaves, middle, to));
                to = middle;
            } else {
                downwards.add(MerkleTree.root(leaves, from, middle));
                from = middle;
                whole = false;
            }
        }
        if (!whole) {
            downwards.add(MerkleTree.root(leaves, from, to));
        }
    }

    /** Whether the tree of the first root is a prefix of the tree of the second. */
    public boolean verify(Digest firstRoot, Digest secondRoot) {
        if (first == second) {
            return path.isEmpty() && firstRoot.equals(secondRoot);
        }
        if (first == 0) {
            return path.isEmpty() && firstRoot.equals(MerkleTree.EMPTY_ROOT);
        }
        if (path.isEmpty()) {
            return false;
        }
        List<Digest> hashes = path;
        if (Long.bitCount(first) == 1) {
            hashes = new ArrayList<>();
            hashes.add(firstRoot);
            hashes.addAll(path);
        }
        return climb(hashes, firstRoot, secondRoot);
    }

    private boolean climb(List<Digest> hashes, Digest firstRoot, Digest secondRoot) {
        int shift = Long.numberOfTrailingZeros(~(first - 1));
        long node = (first - 1) >> shift;
        long last = (second - 1) >> shift;
        Digest earlier = hashes.get(0);
        Digest later = hashes.get(0);
        for (Digest hash : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                earlier = MerkleTree.nodeHash(hash, earlier);
                later = MerkleTree.nodeHash(hash, later);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                later = MerkleTree.nodeHash(later, hash);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && earlier.equals(firstRoot) && later.equals(secondRoot);
    }
}
