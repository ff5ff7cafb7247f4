package io.datapact.content;

import io.datapact.contract.id.Digest;
import io.datapact.node.content.Cid;
import io.datapact.node.content.ContentRecord;
import io.datapact.node.content.ContentStoreException;
import io.datapact.node.content.ContentStoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts content into blocks in one pass and gives its identifier. Memory: one chunk and at most one open node a level.
 *
 * <p>Chunks become raw leaves; one leaf alone is the root; otherwise leaves are grouped from left to right into nodes
 * of at most {@code maximumLinks}, these again, until one node is left. Source: UnixFS balanced layout.
 */
public final class ContentBlocks {
    private final UnixFsProfile profile;
    private final long maximumBytes;

    /**
     * Cuts by a profile.
     *
     * @param maximumBytes most content taken, in bytes
     */
    public ContentBlocks(UnixFsProfile profile, long maximumBytes) {
        this.profile = profile;
        this.maximumBytes = maximumBytes;
    }

    /**
     * Computes identifier, size and digest of a content without keeping it.
     *
     * @param content read to its end, not closed
     * @throws ContentStoreException if the content is above the bound, or the stream fails
     */
    public ContentRecord identify(InputStream content) {
        try {
            return cut(content, BlockSink.NOWHERE);
        } catch (IOException e) {
            throw new ContentStoreException(Kind.UNAVAILABLE, "the content's stream failed: " + e.getMessage(), e);
        }
    }

    ContentRecord cut(InputStream content, BlockSink sink) throws IOException {
        MessageDigest whole = Digest.sha256();
        MessageDigest single = Digest.sha256();
        List<List<Link>> levels = new ArrayList<>();
        levels.add(new ArrayList<>());
        byte[] chunk = new byte[profile.chunkBytes()];
        long size = 0;
        boolean more = true;
        while (more) {
            int length = content.readNBytes(chunk, 0, chunk.length);
            more = length == chunk.length;
            if (length == 0 && size > 0) {
                break;
            }
            size += length;
            requireWithinBound(size);
            whole.update(chunk, 0, length);
            single.update(chunk, 0, length);
            Cid leaf = Cid.of(Cid.Codec.RAW, single.digest());
            sink.accept(leaf, chunk, length);
            add(levels, 0, new Link(leaf, length, length), sink);
        }
        return new ContentRecord(root(levels, sink), profile.name(), size, Digest.wrap(whole.digest()));
    }

    private void requireWithinBound(long size) {
        if (size > maximumBytes) {
            throw new ContentStoreException(
                    Kind.TOO_LARGE,
                    "expected at most %d bytes of content, found more; raise the store's bound or split it"
                            .formatted(maximumBytes));
        }
    }

    private void add(List<List<Link>> levels, int level, Link link, BlockSink sink) throws IOException {
        List<Link> open = levels.get(level);
        if (open.size() == profile.maximumLinks()) {
            closeNode(levels, level, sink);
        }
        open.add(link);
    }

    private void closeNode(List<List<Link>> levels, int level, BlockSink sink) throws IOException {
        DagPbNode node = new DagPbNode(levels.get(level));
        levels.get(level).clear();
        byte[] block = node.encode();
        Cid cid = Cid.of(Cid.Codec.DAG_PB, Digest.sha256().digest(block));
        sink.accept(cid, block, block.length);
        if (level + 1 == levels.size()) {
            levels.add(new ArrayList<>());
        }
        add(levels, level + 1, new Link(cid, block.length + node.treeBytesBelow(), node.fileBytes()), sink);
    }

    private Cid root(List<List<Link>> levels, BlockSink sink) throws IOException {
        int level = 0;
        while (level + 1 < levels.size() || levels.get(level).size() > 1) {
            closeNode(levels, level, sink);
            level++;
        }
        return levels.get(level).getFirst().cid();
    }
}
