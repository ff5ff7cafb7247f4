package io.datapact.content;

import io.datapact.node.content.Cid;
import java.io.IOException;

/** Takes each block of a content as it becomes known, leaves before the nodes above them. */
@FunctionalInterface
interface BlockSink {
    /** Keeps nothing: for whoever wants the identifier alone. */
    BlockSink NOWHERE = (cid, block, length) -> {};

    /**
     * Takes a block.
     *
     * @param block the first {@code length} bytes count; the array is used again after this call
     */
    void accept(Cid cid, byte[] block, int length) throws IOException;
}
