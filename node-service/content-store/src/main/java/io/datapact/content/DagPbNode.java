package io.datapact.content;

import io.datapact.node.content.Cid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * A file node: links, then UnixFS data of type file with the sizes. Only the one encoding that the profile writes is
 * read back; any other bytes are refused. Source: IPLD dag-pb specification (links before data), UnixFS v1.
 *
 * @param links children from left to right, at least one
 */
record DagPbNode(List<Link> links) {
    /** Bound of an encoded node, in bytes: 1,024 links of at most 52 bytes and as many sizes of at most 10. */
    static final int MAXIMUM_BYTES = 1 << 17;

    private static final int LINK_FIELD = 0x12;
    private static final int DATA_FIELD = 0x0a;
    private static final int HASH_FIELD = 0x0a;
    private static final int NAME_FIELD = 0x12;
    private static final int TREE_BYTES_FIELD = 0x18;
    private static final int TYPE_FIELD = 0x08;
    private static final int FILE_BYTES_FIELD = 0x18;
    private static final int BLOCK_BYTES_FIELD = 0x20;
    private static final int TYPE_FILE = 2;
    private static final int MAXIMUM_LINK_BYTES = 64;

    DagPbNode {
        links = List.copyOf(links);
        if (links.isEmpty() || links.size() > UnixFsProfile.MOST_LINKS) {
            throw new IllegalArgumentException("expected 1 to 1,024 links, found " + links.size());
        }
    }

    long fileBytes() {
        return links.stream().mapToLong(Link::fileBytes).reduce(0, Math::addExact);
    }

    long treeBytesBelow() {
        return links.stream().mapToLong(Link::treeBytes).reduce(0, Math::addExact);
    }

    byte[] encode() {
        ProtoWriter node = new ProtoWriter();
        for (Link link : links) {
            ProtoWriter field = new ProtoWriter();
            field.bytes(HASH_FIELD, link.cid().bytes());
            field.bytes(NAME_FIELD, new byte[0]);
            field.number(TREE_BYTES_FIELD, link.treeBytes());
            node.bytes(LINK_FIELD, field.toBytes());
        }
        ProtoWriter data = new ProtoWriter();
        data.number(TYPE_FIELD, TYPE_FILE);
        data.number(FILE_BYTES_FIELD, fileBytes());
        links.forEach(link -> data.number(BLOCK_BYTES_FIELD, link.fileBytes()));
        node.bytes(DATA_FIELD, data.toBytes());
        return node.toBytes();
    }

    /**
     * Reads a node.
     *
     * @throws IllegalArgumentException if the bytes are not exactly what {@link #encode()} gives for some links
     */
    static DagPbNode decode(byte[] block) {
        if (block.length > MAXIMUM_BYTES) {
            throw new IllegalArgumentException("expected a node of at most 128 KiB, found " + block.length + " bytes");
        }
        ProtoReader node = new ProtoReader(block);
        List<Cid> cids = new ArrayList<>();
        List<Long> treeBytes = new ArrayList<>();
        while (node.nextIs(LINK_FIELD)) {
            if (cids.size() == UnixFsProfile.MOST_LINKS) {
                throw new IllegalArgumentException("expected at most 1,024 links, found more");
            }
            ProtoReader link = new ProtoReader(node.bytes(LINK_FIELD, MAXIMUM_LINK_BYTES));
            cids.add(Cid.ofBytes(link.bytes(HASH_FIELD, Cid.BYTES)));
            link.bytes(NAME_FIELD, 0);
            treeBytes.add(link.number(TREE_BYTES_FIELD));
            link.end();
        }
        long[] fileBytes = decodeSizes(node.bytes(DATA_FIELD, MAXIMUM_BYTES), cids.size());
        node.end();
        List<Link> links = new ArrayList<>(cids.size());
        for (int child = 0; child < cids.size(); child++) {
            links.add(new Link(cids.get(child), treeBytes.get(child), fileBytes[child]));
        }
        DagPbNode decoded = new DagPbNode(links);
        requireOwnEncoding(decoded, block);
        return decoded;
    }

    private static long[] decodeSizes(byte[] unixFs, int children) {
        ProtoReader data = new ProtoReader(unixFs);
        long type = data.number(TYPE_FIELD);
        if (type != TYPE_FILE) {
            throw new IllegalArgumentException("expected UnixFS type 2 (file), found " + type);
        }
        data.number(FILE_BYTES_FIELD);
        long[] sizes = new long[children];
        for (int child = 0; child < children; child++) {
            sizes[child] = data.number(BLOCK_BYTES_FIELD);
        }
        data.end();
        return sizes;
    }

    private static void requireOwnEncoding(DagPbNode decoded, byte[] block) {
        OptionalLong total = decoded.checkedFileBytes();
        if (total.isEmpty() || !Arrays.equals(decoded.encode(), block)) {
            throw new IllegalArgumentException(
                    "expected sizes that add up and the one encoding of the profile, found others");
        }
    }

    private OptionalLong checkedFileBytes() {
        try {
            treeBytesBelow();
            return OptionalLong.of(fileBytes());
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }
}
