package io.datapact.node.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Vectors: identifiers that Kubo 0.42.0 gave. */
class CidTest {
    private static final String HELLO = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e";
    private static final String TWO_CHUNKS = "bafybeihd4yzq7n5umhjngdum4r6k2to7egxfkf2jz6thvwzf6djus22cmq";

    @Test
    void names_bytes_as_kubo_does() {
        byte[] sha256 =
                Digest.of("hello world".getBytes(StandardCharsets.UTF_8)).toBytes();
        assertThat(Cid.of(Cid.Codec.RAW, sha256)).isEqualTo(new Cid(HELLO));
    }

    @Test
    void text_and_bytes_give_each_other_back() {
        for (String text : List.of(HELLO, TWO_CHUNKS)) {
            Cid cid = new Cid(text);
            assertThat(Cid.ofBytes(cid.bytes())).isEqualTo(cid);
            assertThat(Cid.of(cid.codec(), cid.sha256())).isEqualTo(cid);
            assertThat(cid).hasToString(text);
        }
        assertThat(new Cid(HELLO).codec()).isEqualTo(Cid.Codec.RAW);
        assertThat(new Cid(TWO_CHUNKS).codec()).isEqualTo(Cid.Codec.DAG_PB);
    }

    @Test
    void refuses_every_other_text() {
        for (String text : List.of(
                "",
                "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG",
                HELLO.toUpperCase(Locale.ROOT),
                "z" + HELLO.substring(1),
                HELLO.substring(0, 58),
                HELLO + "a",
                HELLO.substring(0, 58) + "f",
                HELLO.substring(0, 58) + "1",
                HELLO.substring(0, 58) + "é",
                "bagkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e",
                "bafkrgifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e")) {
            assertThatThrownBy(() -> new Cid(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refuses_bytes_of_another_length_or_header() {
        byte[] good = new Cid(HELLO).bytes();
        for (int at = 0; at < 4; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 0x40;
            assertThatThrownBy(() -> Cid.ofBytes(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Cid.ofBytes(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cid.of(Cid.Codec.RAW, new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
