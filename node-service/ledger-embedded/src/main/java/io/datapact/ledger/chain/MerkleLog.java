package io.datapact.ledger.chain;

import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.ConsistencyProof;
import io.datapact.contract.merkle.InclusionProof;
import io.datapact.contract.merkle.MerkleTree;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The Merkle tree over the entries (RFC 6962, section 2.1) with the roots of all its perfect subtrees kept, 64 bytes an
 * entry, so that roots and proofs of any size cost O(log² n) hashes. Safe for use by several threads.
 */
final class MerkleLog {
    private final List<Level> levels = new ArrayList<>();

    /** Appends a leaf by its hash. */
    synchronized void append(Digest leafHash) {
        Digest hash = leafHash;
        int height = 0;
        level(0).add(hash);
        while (level(height).count() % 2 == 0) {
            hash = MerkleTree.nodeHash(level(height).get(level(height).count() - 2), hash);
            height++;
            level(height).add(hash);
        }
    }

    /** Appends many leaves by their hashes, one behind the other. */
    synchronized void appendAll(byte[] leafHashes) {
        MessageDigest sha256 = Digest.sha256();
        for (int at = 0; at < leafHashes.length; at += Digest.BYTES) {
            level(0).add(leafHashes, at);
            for (int height = 0; level(height).count() % 2 == 0; height++) {
                level(height + 1).add(level(height).parentOfLast(sha256), 0);
            }
        }
    }

    /** Hashes of a range of leaves, one behind the other. */
    synchronized byte[] leaves(long from, long to) {
        requireSize(to);
        return levels.getFirst().range(from, to);
    }

    /** Number of leaves. */
    synchronized long size() {
        return levels.isEmpty() ? 0 : levels.getFirst().count();
    }

    /** Hash of one leaf. */
    synchronized Digest leaf(long index) {
        requireSize(index + 1);
        return levels.getFirst().get(index);
    }

    /** Root over the first leaves. */
    synchronized Digest root(long size) {
        requireSize(size);
        return size == 0 ? MerkleTree.EMPTY_ROOT : range(0, size);
    }

    /** Proof that a leaf stands in the tree over the first leaves. */
    synchronized InclusionProof inclusion(long index, long size) {
        requireSize(size);
        List<Digest> downwards = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (index < middle) {
                downwards.add(range(middle, to));
                to = middle;
            } else {
                downwards.add(range(from, middle));
                from = middle;
            }
        }
        Collections.reverse(downwards);
        return new InclusionProof(index, size, downwards);
    }

    /** Proof that the tree over the first leaves is a prefix of a later one. */
    synchronized ConsistencyProof consistency(long first, long second) {
        requireSize(second);
        List<Digest> downwards = new ArrayList<>();
        if (first > 0 && first < second) {
            descend(first, second, downwards);
        }
        Collections.reverse(downwards);
        return new ConsistencyProof(first, second, downwards);
    }

    private void descend(long first, long second, List<Digest> downwards) {
        long from = 0;
        long to = second;
        while (to != first) {
            long middle = from + split(to - from);
            if (first <= middle) {
                downwards.add(range(middle, to));
                to = middle;
            } else {
                downwards.add(range(from, middle));
                from = middle;
            }
        }
        if (from > 0) {
            downwards.add(range(from, to));
        }
    }

    /** Hash over a range as it occurs in proofs: its start is a multiple of the power of two at or above its length. */
    private Digest range(long from, long to) {
        long length = to - from;
        if (Long.bitCount(length) == 1) {
            int height = Long.numberOfTrailingZeros(length);
            return levels.get(height).get(from >> height);
        }
        long middle = from + split(length);
        return MerkleTree.nodeHash(range(from, middle), range(middle, to));
    }

    /** The largest power of two below a length of at least 2. */
    private static long split(long length) {
        return Long.highestOneBit(length - 1);
    }

    private void requireSize(long size) {
        if (size < 0 || size > size()) {
            throw new IllegalArgumentException("expected a tree of at most " + size() + " entries, found " + size);
        }
    }

    private Level level(int height) {
        if (height == levels.size()) {
            levels.add(new Level());
        }
        return levels.get(height);
    }

    /** The hashes of all perfect subtrees of one height. */
    private static final class Level {
        private static final byte NODE = 1;

        private final Hashes hashes = new Hashes();

        long count() {
            return hashes.count();
        }

        void add(Digest hash) {
            hashes.add(hash.toBytes(), 0);
        }

        void add(byte[] from, int at) {
            hashes.add(from, at);
        }

        /** Hash of the node over the last two (RFC 6962, section 2.1). */
        byte[] parentOfLast(MessageDigest sha256) {
            sha256.update(NODE);
            sha256.update(hashes.range(count() - 2, count()));
            return sha256.digest();
        }

        byte[] range(long from, long to) {
            return hashes.range(from, to);
        }

        Digest get(long index) {
            return Digest.wrap(hashes.get(index));
        }
    }
}
