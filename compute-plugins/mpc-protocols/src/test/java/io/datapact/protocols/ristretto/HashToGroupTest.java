package io.datapact.protocols.ristretto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashToGroupTest {
    @Test
    void expands_messages_as_in_rfc_9380_appendix_k3() {
        ExpandMessage expand =
                new ExpandMessage("QUUX-V01-CS02-with-expander-SHA512-256".getBytes(StandardCharsets.US_ASCII));
        List<List<byte[]>> lines = Vectors.of("expand-message-sha512.txt");
        assertThat(lines).hasSize(10);
        for (List<byte[]> line : lines) {
            assertThat(expand.expand(line.get(0), line.get(1).length)).isEqualTo(line.get(1));
        }
    }

    /** Appendix A.1.1: BlindedElement is Blind times the hash of Input, EvaluationElement that times skSm. */
    @Test
    void hashes_to_the_group_as_in_rfc_9497() {
        HashToGroup hash =
                new HashToGroup("HashToGroup-OPRFV1-\0-ristretto255-SHA512".getBytes(StandardCharsets.US_ASCII));
        Scalar blind = Scalar.of(Vectors.bytes("64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706"));
        Scalar key = Scalar.of(Vectors.bytes("5ebcea5ee37023ccb9fc2d2019f9d7737be85591ae8652ffa9ef0f4d37063b0e"));
        RistrettoElement first = hash.hash(new byte[1]).times(blind);
        RistrettoElement second = hash.hash(Vectors.bytes("5a".repeat(17))).times(blind);
        assertThat(hex(first)).isEqualTo("609a0ae68c15a3cf6903766461307e5c8bb2f95e7e6550e1ffa2dc99e412803c");
        assertThat(hex(second)).isEqualTo("da27ef466870f5f15296299850aa088629945a17d1f5b7f5ff043f76b3c06418");
        assertThat(hex(first.times(key))).isEqualTo("7ec6578ae5120958eb2db1745758ff379e77cb64fe77b0b2d8cc917ea0869c7e");
        assertThat(hex(second.times(key)))
                .isEqualTo("b4cbf5a4f1eeda5a63ce7b77c7d23f461db3fcab0dd28e4e17cecb5c90d02c25");
    }

    @Test
    void domains_separate() {
        byte[] message = {1, 2, 3};
        assertThat(new HashToGroup(new byte[] {1}).hash(message))
                .isNotEqualTo(new HashToGroup(new byte[] {2}).hash(message));
    }

    @Test
    void refuses_domains_and_lengths_out_of_range() {
        assertThatThrownBy(() -> new HashToGroup(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HashToGroup(new byte[256])).isInstanceOf(IllegalArgumentException.class);
        ExpandMessage expand = new ExpandMessage(new byte[1]);
        assertThatThrownBy(() -> expand.expand(new byte[0], 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> expand.expand(new byte[0], ExpandMessage.LONGEST_OUTPUT + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String hex(RistrettoElement element) {
        return HexFormat.of().formatHex(element.encode());
    }
}
