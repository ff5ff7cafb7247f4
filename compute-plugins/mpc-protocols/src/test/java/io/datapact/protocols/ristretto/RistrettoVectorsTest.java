package io.datapact.protocols.ristretto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 9496, appendix A; libsodium as a second implementation. */
class RistrettoVectorsTest {
    /** Appendix A.1: 0 to 15 times the generator. */
    private static final List<String> MULTIPLES = List.of(
            "0000000000000000000000000000000000000000000000000000000000000000",
            "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76",
            "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919",
            "94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259",
            "da80862773358b466ffadfe0b3293ab3d9fd53c5ea6c955358f568322daf6a57",
            "e882b131016b52c1d3337080187cf768423efccbb517bb495ab812c4160ff44e",
            "f64746d3c92b13050ed8d80236a7f0007c3b3f962f5ba793d19a601ebb1df403",
            "44f53520926ec81fbd5a387845beb7df85a96a24ece18738bdcfa6a7822a176d",
            "903293d8f2287ebe10e2374dc1a53e0bc887e592699f02d077d5263cdd55601c",
            "02622ace8f7303a31cafc63f8fc48fdc16e1c8c8d234b2f0d6685282a9076031",
            "20706fd788b2720a1ed2a5dad4952b01f413bcf0e7564de8cdc816689e2db95f",
            "bce83f8ba5dd2fa572864c24ba1810f9522bc6004afe95877ac73241cafdab42",
            "e4549ee16b9aa03099ca208c67adafcafa4c3f3e4e5303de6026e3ca8ff84460",
            "aa52e000df2e16f55fb1032fc33bc42742dad6bd5a8fc0be0167436c5948501f",
            "46376b80f409b29dc2b5f6f0c52591990896e5716f41477cd30085ab7f10301e",
            "e0c418f7c8d9c4cdd7395b93ea124f3ad99021bb681dfc3302a9d99a2e53e64e");

    @Test
    void multiples_of_the_generator_encode_as_published() {
        RistrettoElement sum = RistrettoElement.identity();
        for (String expected : MULTIPLES) {
            assertThat(HexFormat.of().formatHex(sum.encode())).isEqualTo(expected);
            assertThat(RistrettoElement.decode(Vectors.bytes(expected))).contains(sum);
            sum = sum.plus(RistrettoElement.generator());
        }
    }

    @Test
    void scalar_times_generator_encodes_as_published() {
        for (int k = 0; k < MULTIPLES.size(); k++) {
            byte[] scalar = new byte[Scalar.BYTES];
            scalar[0] = (byte) k;
            byte[] encoded =
                    RistrettoElement.generator().times(Scalar.of(scalar)).encode();
            assertThat(HexFormat.of().formatHex(encoded)).isEqualTo(MULTIPLES.get(k));
        }
    }

    @Test
    void refuses_every_published_bad_encoding() {
        List<List<byte[]>> bad = Vectors.of("bad-encodings.txt");
        assertThat(bad).hasSize(29);
        bad.forEach(line -> assertThat(RistrettoElement.decode(line.getFirst())).isEmpty());
    }

    @Test
    void refuses_encodings_of_another_length() {
        byte[] good = RistrettoElement.generator().encode();
        assertThat(RistrettoElement.decode(new byte[0])).isEmpty();
        assertThat(RistrettoElement.decode(Arrays.copyOf(good, 31))).isEmpty();
        assertThat(RistrettoElement.decode(Arrays.copyOf(good, 33))).isEmpty();
        assertThatThrownBy(() -> RistrettoElement.fromUniform(new byte[63]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_or_tells_apart_every_single_bit_flip_of_an_encoding() {
        RistrettoElement element = RistrettoElement.generator();
        for (int bit = 0; bit < 256; bit++) {
            byte[] flipped = element.encode();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(RistrettoElement.decode(flipped)).isNotEqualTo(java.util.Optional.of(element));
        }
    }

    /** Appendix A.3. */
    @Test
    void uniform_bytes_map_as_published() throws Exception {
        List<String> labels = List.of(
                "Ristretto is traditionally a short shot of espresso coffee",
                "made with the normal amount of ground coffee but extracted with",
                "about half the amount of water in the same amount of time",
                "by using a finer grind.",
                "This produces a concentrated shot of coffee per volume.",
                "Just pulling a normal shot short will produce a weaker shot",
                "and is not a Ristretto as some believe.");
        List<String> encodings = List.of(
                "3066f82a1a747d45120d1740f14358531a8f04bbffe6a819f86dfe50f44a0a46",
                "f26e5b6f7d362d2d2a94c5d0e7602cb4773c95a2e5c31a64f133189fa76ed61b",
                "006ccd2a9e6867e6a2c5cea83d3302cc9de128dd2a9a57dd8ee7b9d7ffe02826",
                "f8f0c87cf237953c5890aec3998169005dae3eca1fbb04548c635953c817f92a",
                "ae81e7dedf20a497e10c304a765c1767a42d6e06029758d2d7e8ef7cc4c41179",
                "e2705652ff9f5e44d3e841bf1c251cf7dddb77d140870d1ab2ed64f1a9ce8628",
                "80bd07262511cdde4863f8a7434cef696750681cb9510eea557088f76d9e5065");
        for (int i = 0; i < labels.size(); i++) {
            byte[] uniform =
                    MessageDigest.getInstance("SHA-512").digest(labels.get(i).getBytes(StandardCharsets.US_ASCII));
            assertThat(HexFormat.of()
                            .formatHex(RistrettoElement.fromUniform(uniform).encode()))
                    .isEqualTo(encodings.get(i));
        }
    }

    /** Appendix A.3: halves at and above p, with and without the topmost bit. */
    @Test
    void four_published_inputs_give_one_element() {
        String high = "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
        String zeros = "00".repeat(31);
        List<String> inputs = List.of(
                high + "ff12" + zeros,
                high + "7f" + "ff".repeat(32),
                zeros + "80" + "ff".repeat(31) + "7f",
                zeros + "0012" + "00".repeat(30) + "80");
        for (String input : inputs) {
            RistrettoElement element = RistrettoElement.fromUniform(Vectors.bytes(input));
            assertThat(HexFormat.of().formatHex(element.encode()))
                    .isEqualTo("304282791023b73128d277bdcb5c7746ef2eac08dde9f2983379cb8e5ef0517f");
        }
    }

    @Test
    void agrees_with_libsodium() {
        List<List<byte[]>> lines = Vectors.of("libsodium.txt");
        assertThat(lines).hasSize(24);
        for (List<byte[]> line : lines) {
            RistrettoElement element = RistrettoElement.fromUniform(line.get(0));
            Scalar scalar = Scalar.of(line.get(1));
            assertThat(element.encode()).isEqualTo(line.get(2));
            assertThat(element.times(scalar).encode()).isEqualTo(line.get(3));
            assertThat(new BatchMultiplication(scalar).encoded(List.of(element)))
                    .isEqualTo(line.get(3));
        }
    }
}
