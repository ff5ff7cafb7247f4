package io.datapact.content;

import io.datapact.node.content.Cid;

/** Gives blocks by identifier; what it gives has been hashed and fits. */
@FunctionalInterface
interface BlockSource {
    /**
     * Reads one block.
     *
     * @param maximumBytes bound of the block, in bytes
     * @return the block, the caller's own
     * @throws io.datapact.node.content.ContentStoreException if it is absent, damaged, or above the bound
     */
    byte[] read(Cid cid, int maximumBytes);
}
