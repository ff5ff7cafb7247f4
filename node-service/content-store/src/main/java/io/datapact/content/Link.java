package io.datapact.content;

import io.datapact.node.content.Cid;

/**
 * A link to a block, together with what the linking node says of the part of the file below it.
 *
 * @param cid the block linked to
 * @param treeBytes encoded size of that block and all blocks below it, in bytes ({@code Tsize})
 * @param fileBytes content below it, in bytes ({@code blocksizes} entry)
 */
record Link(Cid cid, long treeBytes, long fileBytes) {}
