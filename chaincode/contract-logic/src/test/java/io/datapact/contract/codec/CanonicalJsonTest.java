package io.datapact.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    static final List<String> OTHER_SPELLINGS = List.of(
            "",
            " {}",
            "{} ",
            "{}{}",
            "{\"a\":1,\"a\":1}",
            "{\"b\":1,\"a\":1}",
            "{\"a\": 1}",
            "{\"a\":1,}",
            "[1,]",
            "[1 ,2]",
            "{a:1}",
            "null",
            "1.0",
            "1e3",
            "01",
            "-0",
            "+1",
            "9007199254740992",
            "99999999999999999999",
            "\"\\/\"",
            "\"\\u0041\"",
            "\"\\u000A\"",
            "\"\\u000a\"",
            "\"\\u001F\"",
            "\"\\x\"",
            "\"\u0001\"",
            "\"",
            "\"\\",
            "\"\\u00",
            "[",
            "{",
            "{\"a\"",
            "{\"a\":",
            "tru",
            "'a'",
            "\uFEFF{}");

    private static Parsed<Json> read(String text) {
        return CanonicalJson.decode(text.getBytes(StandardCharsets.UTF_8), CanonicalJson.MAXIMUM_PAYLOAD_BYTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"\"",
                "0",
                "-1",
                "true",
                "9007199254740991",
                "-9007199254740991",
                "{\"a\":[1,{\"b\":\"x\"}],\"b\":false}",
                "{\"\":1,\"a\":2,\"ä\":3}",
                "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f/\u007f\u0080\u2028\"",
                "\"\uD83D\uDE00\""
            })
    void canonical_texts_are_read_and_written_back_byte_for_byte(String text) {
        assertThat(read(text)).isInstanceOf(Parsed.Value.class);
        Json value = ((Parsed.Value<Json>) read(text)).value();
        assertThat(CanonicalJson.encode(value)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(CanonicalJson.text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @FieldSource("OTHER_SPELLINGS")
    void other_spellings_are_refused(String text) {
        assertThat(read(text)).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void lone_surrogates_are_refused_however_they_come() {
        assertThat(read("\"\\ud800\"")).isInstanceOf(Parsed.Malformed.class);
        byte[] raw = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};
        assertThat(CanonicalJson.decode(raw, 100)).isInstanceOf(Parsed.Malformed.class);
        byte[] overlong = {'"', (byte) 0xc0, (byte) 0xaf, '"'};
        assertThat(CanonicalJson.decode(overlong, 100)).isInstanceOf(Parsed.Malformed.class);
        byte[] cut = {'"', (byte) 0xe4, (byte) 0xba, '"'};
        assertThat(CanonicalJson.decode(cut, 100)).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void depth_16_is_read_and_depth_17_refused() {
        assertThat(read("[".repeat(16) + "]".repeat(16))).isInstanceOf(Parsed.Value.class);
        assertThat(read("[".repeat(16) + "1" + "]".repeat(16))).isInstanceOf(Parsed.Value.class);
        assertThat(read("[".repeat(17) + "]".repeat(17))).isInstanceOf(Parsed.Malformed.class);
        assertThat(read("{\"a\":".repeat(17) + "1" + "}".repeat(17))).isInstanceOf(Parsed.Malformed.class);
        assertThat(read("[".repeat(60_000))).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void sixty_four_kib_are_read_and_one_byte_more_refused() {
        String longest = "\"" + "x".repeat(CanonicalJson.MAXIMUM_PAYLOAD_BYTES - 2) + "\"";
        assertThat(read(longest)).isInstanceOf(Parsed.Value.class);
        assertThat(read(longest.replace("\"x", "\"xx"))).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void a_refusal_names_the_place_and_not_the_value() {
        Parsed.Malformed<Json> refused = (Parsed.Malformed<Json>) read("{\"a/b\":[1,{\"c\":secret}]}");
        assertThat(refused.path()).isEqualTo("/a~1b/1/c");
        assertThat(refused.detail()).contains("expected").doesNotContain("secret");
    }

    @Test
    void each_character_is_escaped_by_itself_and_a_space_never_is() {
        assertThat(CanonicalJson.text(new Json.JsonString("a\\b"))).isEqualTo("\"a\\\\b\"");
        assertThat(CanonicalJson.text(new Json.JsonString("a\"b"))).isEqualTo("\"a\\\"b\"");
        assertThat(CanonicalJson.text(new Json.JsonString("\t \u001f"))).isEqualTo("\"\\t \\u001f\"");
    }
}
