package io.datapact.contract.statetree;

/**
 * Where a tree keeps the leaves of its lowest branches, so that they need no memory. A tree believes nothing that it reads
 * there: the leaves of a branch must give the hash that the tree has of it. Used by any thread.
 */
public interface LeafStore {
    /** Bytes of a leaf: SHA-256 of the key's path, then SHA-256 of the value. */
    int LEAF_BYTES = 64;

    /**
     * Adds leaves, one behind the other.
     *
     * @return index of the first of them
     */
    long append(byte[] leaves);

    /** Leaves that were added, one behind the other. */
    byte[] read(long first, int count);

    /** What to throw where {@link #read} gave other leaves than were added. */
    RuntimeException changed(long first, int count);
}
