package io.datapact.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.Digest;
import io.datapact.node.content.Cid;
import io.datapact.node.content.ContentRecord;
import io.datapact.node.content.ContentStoreException;
import io.datapact.node.content.ContentStoreException.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Blocks that hash right but do not fit together, as somebody who writes into the store could lay them. */
class VerifiedContentTest {
    private final Map<Cid, byte[]> blocks = new HashMap<>();

    @Test
    void refuses_a_leaf_of_another_length_than_its_link_says() {
        Cid leaf = raw(new byte[5]);
        for (Link wrong : List.of(new Link(leaf, 5, 6), new Link(leaf, 6, 5), new Link(leaf, 5, 0))) {
            assertMalformed(node(wrong), wrong.fileBytes());
        }
    }

    @Test
    void refuses_a_node_that_disagrees_with_its_link() {
        Cid inner = node(new Link(raw(new byte[5]), 5, 5));
        int innerBytes = blocks.get(inner).length;
        assertThat(readAll(node(new Link(inner, innerBytes + 5, 5)), 5)).isEqualTo(5);
        assertMalformed(node(new Link(inner, innerBytes + 6, 5)), 5);
        assertMalformed(node(new Link(inner, innerBytes + 5, 6)), 6);
    }

    @Test
    void refuses_empty_leaves_and_nodes_without_end() {
        assertMalformed(node(new Link(raw(new byte[0]), 0, 0)), 0);
        Cid root = raw(new byte[1]);
        long treeBytes = 1;
        for (int level = 0; level < 8; level++) {
            root = node(new Link(root, treeBytes, 1));
            treeBytes += blocks.get(root).length;
        }
        assertMalformed(root, 1);
    }

    @Test
    void refuses_a_block_that_is_no_node() {
        byte[] noise = {1, 2, 3};
        Cid cid = Cid.of(Cid.Codec.DAG_PB, Digest.sha256().digest(noise));
        blocks.put(cid, noise);
        assertMalformed(cid, 3);
    }

    private void assertMalformed(Cid root, long size) {
        assertThatThrownBy(() -> readAll(root, size))
                .isInstanceOfSatisfying(
                        ContentStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED_BLOCK));
    }

    private int readAll(Cid root, long size) {
        ContentRecord record = new ContentRecord(root, "small", size, Digest.of(new byte[(int) size]));
        VerifiedContent content = new VerifiedContent((cid, maximumBytes) -> blocks.get(cid), record);
        byte[] target = new byte[16];
        int total = 0;
        for (int count = content.read(target, 0, 16); count >= 0; count = content.read(target, 0, 16)) {
            total += count;
        }
        return total;
    }

    private Cid raw(byte[] block) {
        Cid cid = Cid.of(Cid.Codec.RAW, Digest.sha256().digest(block));
        blocks.put(cid, block);
        return cid;
    }

    private Cid node(Link link) {
        byte[] block = new DagPbNode(List.of(link)).encode();
        Cid cid = Cid.of(Cid.Codec.DAG_PB, Digest.sha256().digest(block));
        blocks.put(cid, block);
        return cid;
    }
}
