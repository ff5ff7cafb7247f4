package io.datapact.content;

import io.datapact.contract.id.Digest;
import io.datapact.node.content.Cid;
import io.datapact.node.content.ContentRecord;
import io.datapact.node.content.ContentStoreException;
import io.datapact.node.content.ContentStoreException.Kind;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Objects;

/**
 * Content as a stream, block by block, left to right. Each block is checked by its hash (in the source) and against the
 * sizes that the link to it states, before any of its bytes is handed out; the whole is checked against the record at
 * the end. Memory: one block and one node a level.
 */
final class VerifiedContent extends InputStream {
    private static final int MAXIMUM_DEPTH = 6;

    private final BlockSource blocks;
    private final ContentRecord record;
    private final MessageDigest whole = Digest.sha256();
    private final Deque<Iterator<Link>> open = new ArrayDeque<>();
    private byte[] leaf = new byte[0];
    private int at;
    private long handedOut;
    private boolean ended;

    VerifiedContent(BlockSource blocks, ContentRecord record) {
        this.blocks = blocks;
        this.record = record;
        Cid root = record.cid();
        if (root.codec() == Cid.Codec.RAW) {
            takeLeaf(new Link(root, record.sizeBytes(), record.sizeBytes()));
        } else {
            DagPbNode node = node(root);
            if (node.fileBytes() != record.sizeBytes()) {
                throw recordDiffers("size", record.sizeBytes() + " bytes", node.fileBytes() + " bytes");
            }
            open.push(node.links().iterator());
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (at == leaf.length) {
            if (!nextLeaf()) {
                return -1;
            }
        }
        int copied = Math.min(length, leaf.length - at);
        System.arraycopy(leaf, at, target, offset, copied);
        whole.update(leaf, at, copied);
        at += copied;
        handedOut += copied;
        return copied;
    }

    private boolean nextLeaf() {
        while (!open.isEmpty()) {
            Iterator<Link> links = open.peek();
            if (!links.hasNext()) {
                open.pop();
                continue;
            }
            Link link = links.next();
            if (link.cid().codec() == Cid.Codec.RAW) {
                takeLeaf(link);
                return true;
            }
            descend(link);
        }
        end();
        return false;
    }

    private void descend(Link link) {
        if (open.size() == MAXIMUM_DEPTH) {
            throw malformed(link.cid(), "at most %d levels of nodes".formatted(MAXIMUM_DEPTH), "more");
        }
        DagPbNode node = node(link.cid());
        long treeBytes = node.encode().length + node.treeBytesBelow();
        if (node.fileBytes() != link.fileBytes() || treeBytes != link.treeBytes()) {
            throw malformed(
                    link.cid(),
                    "%d bytes of content in %d bytes of blocks, as its link says"
                            .formatted(link.fileBytes(), link.treeBytes()),
                    "%d in %d".formatted(node.fileBytes(), treeBytes));
        }
        open.push(node.links().iterator());
    }

    private DagPbNode node(Cid cid) {
        try {
            return DagPbNode.decode(blocks.read(cid, DagPbNode.MAXIMUM_BYTES));
        } catch (IllegalArgumentException e) {
            throw new ContentStoreException(Kind.MALFORMED_BLOCK, "block " + cid + ": " + e.getMessage(), e);
        }
    }

    private void takeLeaf(Link link) {
        leaf = blocks.read(link.cid(), UnixFsProfile.LARGEST_CHUNK_BYTES);
        at = 0;
        if (leaf.length != link.fileBytes() || leaf.length != link.treeBytes()) {
            throw malformed(link.cid(), link.fileBytes() + " bytes, as its link says", leaf.length + " bytes");
        }
        boolean empty = leaf.length == 0 && !open.isEmpty();
        if (empty) {
            throw malformed(link.cid(), "no empty leaf below a node", "one");
        }
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        Digest found = Digest.wrap(whole.digest());
        if (handedOut != record.sizeBytes() || !found.equals(record.sha256())) {
            throw recordDiffers("SHA-256", record.sha256().value(), found.value());
        }
    }

    private ContentStoreException recordDiffers(String what, String expected, String found) {
        return new ContentStoreException(
                Kind.DAMAGED_RECORD,
                "content %s: its record says %s %s, its blocks say %s; put the content again"
                        .formatted(record.cid(), what, expected, found));
    }

    private static ContentStoreException malformed(Cid cid, String expected, String found) {
        return new ContentStoreException(
                Kind.MALFORMED_BLOCK, "block %s: expected %s, found %s".formatted(cid, expected, found));
    }
}
