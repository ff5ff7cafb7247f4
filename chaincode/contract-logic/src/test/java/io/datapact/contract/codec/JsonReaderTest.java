package io.datapact.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spellings one character away from canonical ones. */
class JsonReaderTest {
    private static Parsed<Json> read(String text) {
        return new JsonReader(text.getBytes(StandardCharsets.UTF_8)).read();
    }

    private static Parsed<Json> string(String value) {
        return new Parsed.Value<>(new Json.JsonString(value));
    }

    private static void refused(String text, String path, String detail) {
        assertThat(read(text)).isInstanceOfSatisfying(Parsed.Malformed.class, malformed -> {
            assertThat(malformed.path()).isEqualTo(path);
            assertThat(malformed.detail()).startsWith(detail);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"a", "\"a\\n", "\"a\\", "\"a\\u000", "[", "[1", "[1,", "{\"a", "{\"a\"", "{\"a\":1", "-\"", ""
            })
    void a_text_cut_short_is_refused(String text) {
        assertThat(read(text)).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void control_characters_without_a_short_form_are_escaped_by_four_lower_case_digits() {
        assertThat(read("\"\\u0000\"")).isEqualTo(string("\0"));
        assertThat(read("\"\\u000b\"")).isEqualTo(string("\u000b"));
        assertThat(read("\"\\u000e\"")).isEqualTo(string("\u000e"));
        assertThat(read("\"\\u0019\"")).isEqualTo(string("\u0019"));
        assertThat(read("\"\\u001a\\u001f\"")).isEqualTo(string("\u001a\u001f"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"000/", "000:", "000`", "000g", "000A", "000F", "00 1"})
    void other_digits_are_refused(String digits) {
        refused("\"\\u" + digits + "\"", "", "expected four lower-case hexadecimal digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0008", "0009", "000a", "000c", "000d", "0020", "0041", "d800", "ffff"})
    void escapes_of_characters_with_a_shorter_form_are_refused(String digits) {
        refused("\"\\u" + digits + "\"", "", "expected only control characters without a short escape");
    }

    @Test
    void plain_characters_begin_at_the_space() {
        assertThat(read("\" \"")).isEqualTo(string(" "));
        assertThat(read("\"\\n \"")).isEqualTo(string("\n "));
        refused("\"\u001f\"", "", "expected control characters escaped, found U+1f");
        refused("\"\\n\u001f\"", "", "expected control characters escaped, found U+1f");
    }

    @Test
    void escapes_stand_between_plain_characters() {
        assertThat(read("\"a\\n\\tb\\\"c\\\\\"")).isEqualTo(string("a\n\tb\"c\\"));
        assertThat(read("\"ä\\n\uD83D\uDE00\"")).isEqualTo(string("ä\n\uD83D\uDE00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"trux", "tru\"", "falsx", "fals", "nul"})
    void other_words_are_refused(String word) {
        refused(
                word,
                "",
                word.startsWith("n") ? "expected a value" : "expected " + (word.startsWith("t") ? "true" : "false"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1;2]", "{\"a\"=1}", "{\"a\":1;\"b\":2}", "{'a\":1}", "[1 2]"})
    void other_separators_are_refused(String text) {
        assertThat(read(text))
                .isInstanceOfSatisfying(
                        Parsed.Malformed.class,
                        malformed -> assertThat(malformed.detail()).matches("expected '.' at character [0-9]+, .*"));
    }

    @Test
    void a_refusal_names_the_member_that_is_wrong_and_not_those_before() {
        refused("{\"a\":{\"b\":1},\"c\":x}", "/c", "expected a value");
        refused("[1,[2],x]", "/2", "expected a value");
        refused("{\"a\":1}x", "", "expected the end, found more at character 7");
    }

    @Test
    void integers_end_at_two_to_the_53() {
        assertThat(read("9007199254740991"))
                .isEqualTo(new Parsed.Value<>(new Json.JsonInteger(9_007_199_254_740_991L)));
        refused("9007199254740992", "", "expected an integer within 2^53 - 1 in its shortest form");
        refused("-9007199254740992", "", "expected an integer within 2^53 - 1 in its shortest form");
        refused("10000000000000000", "", "expected a value, with integers within 2^53 - 1");
        refused("-", "", "expected a value");
        refused("00", "", "expected an integer within 2^53 - 1 in its shortest form");
        assertThat(read("10")).isEqualTo(new Parsed.Value<>(new Json.JsonInteger(10)));
    }
}
