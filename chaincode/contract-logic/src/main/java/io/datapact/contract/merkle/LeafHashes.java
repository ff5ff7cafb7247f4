package io.datapact.contract.merkle;

import io.datapact.contract.id.Digest;

/** Where proofs are made from: the leaf hashes of a tree by index, from 0. */
@FunctionalInterface
public interface LeafHashes {
    /** Leaf hash at an index below the tree's size. */
    Digest at(long index);
}
