package io.datapact.contract.merkle;

import io.datapact.contract.id.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * The hashing of RFC 6962, section 2.1: a leaf is SHA-256(0x00 || data), a node SHA-256(0x01 || left || right), and a
 * tree of n leaves splits at the largest power of two below n. The empty tree is SHA-256 of nothing.
 */
public final class MerkleTree {
    /** Root of the tree without leaves. */
    public static final Digest EMPTY_ROOT = Digest.of("".getBytes(StandardCharsets.US_ASCII));

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {}

    /** Hash of a leaf's data. */
    public static Digest leafHash(byte[] data) {
        return Digest.wrap(leaf(data));
    }

    /** Hash of a node over its two subtrees. */
    public static Digest nodeHash(Digest left, Digest right) {
        return Digest.wrap(node(left.toBytes(), right.toBytes()));
    }

    /** Root over leaf hashes in order. */
    public static Digest root(List<Digest> leafHashes) {
        MerkleFrontier frontier = new MerkleFrontier();
        leafHashes.forEach(frontier::append);
        return frontier.root();
    }

    /**
     * Root over the leaves {@code from} (included) to {@code to} (excluded), as a tree of their own; O(to - from).
     *
     * @throws IllegalArgumentException if the range is not ascending
     */
    public static Digest root(LeafHashes leaves, long from, long to) {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("expected an ascending range of leaves, found " + from + " to " + to);
        }
        MerkleFrontier frontier = new MerkleFrontier();
        for (long i = from; i < to; i++) {
            frontier.append(leaves.at(i));
        }
        return frontier.root();
    }

    static byte[] leaf(byte[] data) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(LEAF);
        return sha256.digest(data);
    }

    static byte[] node(byte[] left, byte[] right) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(NODE);
        sha256.update(left);
        return sha256.digest(right);
    }

    /** The largest power of two below a size of at least 2. */
    static long split(long size) {
        return Long.highestOneBit(size - 1);
    }
}
