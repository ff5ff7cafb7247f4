package io.datapact.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.Digest;
import io.datapact.node.content.Cid;
import io.datapact.node.content.ContentRecord;
import io.datapact.node.content.ContentStoreException;
import io.datapact.node.content.ContentStoreException.Kind;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors: identifiers that Kubo 0.42.0 gave with the profile unixfs-v1-2025, as the design's table has them. */
class ContentBlocksTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final ContentBlocks BLOCKS = new ContentBlocks(UnixFsProfile.V1_2025, 1L << 40);

    @Test
    void names_short_text_as_kubo_does() {
        ContentRecord record = BLOCKS.identify(stream("hello world"));
        assertThat(record.cid().value()).isEqualTo("bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e");
        assertThat(record.sizeBytes()).isEqualTo(11);
        assertThat(record.profile()).isEqualTo("unixfs-v1-2025");
        assertThat(record.sha256()).isEqualTo(Digest.of("hello world".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void names_nothing_as_kubo_does() {
        assertThat(BLOCKS.identify(stream("")).cid().value())
                .isEqualTo("bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku");
    }

    @ParameterizedTest
    @CsvSource({
        "1048576, bafkreibq4fevl27rgurgnxbp7adh42aqiyd6ouflxhj3gzmcxcxzbh6lla",
        "1048577, bafybeihd4yzq7n5umhjngdum4r6k2to7egxfkf2jz6thvwzf6djus22cmq",
    })
    void names_zeros_around_one_chunk_as_kubo_does(long length, String cid) {
        assertThat(BLOCKS.identify(GeneratedStream.zeros(length)).cid().value()).isEqualTo(cid);
    }

    @Test
    void names_five_million_counted_bytes_as_kubo_does() {
        assertThat(BLOCKS.identify(GeneratedStream.counting(5_000_000)).cid().value())
                .isEqualTo("bafybeihi4vpkqguuofccvmtkq7acd2lidr4s7nb6ve7eeexk44xgwigy6e");
    }

    @Test
    void names_1100_mebibytes_in_two_levels_as_kubo_does() {
        ContentRecord record = BLOCKS.identify(GeneratedStream.zeros(1100 * MEBIBYTE));
        assertThat(record.cid().value()).isEqualTo("bafybeidw6sosr4uiqnivjozpik2zzazgweshjhj4knmvdywcexegxjhmyy");
        assertThat(record.sizeBytes()).isEqualTo(1100 * MEBIBYTE);
    }

    @Test
    void names_three_levels_of_small_chunks_as_kubo_does() {
        ContentBlocks small = new ContentBlocks(new UnixFsProfile("small", 1024, 4), MEBIBYTE);
        assertThat(small.identify(GeneratedStream.counting(20_000)).cid().value())
                .isEqualTo("bafybeihf6uwf26gkkz2tqut26zhouxlva7rpayijrw2m7davd2x6c3mpza");
    }

    @Test
    void nodes_are_read_back_from_exactly_their_own_bytes() {
        Cid leaf = BLOCKS.identify(stream("leaf")).cid();
        DagPbNode node = new DagPbNode(List.of(new Link(leaf, 4, 4), new Link(leaf, 300, 200)));
        byte[] encoded = node.encode();
        assertThat(DagPbNode.decode(encoded)).isEqualTo(node);
        for (int bit = 0; bit < encoded.length * 8; bit++) {
            byte[] flipped = encoded.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                assertThat(DagPbNode.decode(flipped).encode()).isEqualTo(flipped);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageStartingWith("expected");
            }
        }
        for (int length = 0; length < encoded.length; length++) {
            byte[] cut = Arrays.copyOf(encoded, length);
            assertThatThrownBy(() -> DagPbNode.decode(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refuses_content_above_the_bound() {
        ContentBlocks bounded = new ContentBlocks(UnixFsProfile.V1_2025, 10);
        assertThat(bounded.identify(GeneratedStream.zeros(10)).sizeBytes()).isEqualTo(10);
        assertThatThrownBy(() -> bounded.identify(GeneratedStream.zeros(11)))
                .isInstanceOfSatisfying(
                        ContentStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE));
    }

    @Test
    void names_a_stream_that_fails() {
        assertThatThrownBy(() -> BLOCKS.identify(GeneratedStream.failing()))
                .isInstanceOfSatisfying(
                        ContentStoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
