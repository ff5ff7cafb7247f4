package io.datapact.node.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.codec.CanonicalJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestJsonTest {
    @Test
    void takes_any_spelling_of_what_canonical_json_can_hold() {
        String text = " { \"b\" : [ 1 , -9007199254740991, true ],\n \"a\" : \"\\u00e4\\ud83d\\ude00\" } ";

        byte[] canonical = CanonicalJson.encode(RequestJson.read(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(new String(canonical, StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":\"ä😀\",\"b\":[1,-9007199254740991,true]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\":1}{",
                "{\"a\":1} 2",
                "{\"a\":1,\"a\":2}",
                "{a:1}",
                "{'a':1}",
                "null",
                "{\"a\":null}",
                "1.0",
                "1e3",
                "NaN",
                "9007199254740992",
                "-9007199254740992",
                "123456789012345678901234567890",
                "\"\\ud800\"",
                "{\"\\udc00\":1}",
                "/* c */ 1",
                "\u0000"
            })
    void refuses_what_it_cannot_hold(String text) {
        assertThatThrownBy(() -> RequestJson.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void refuses_text_that_is_not_utf_8() {
        assertThatThrownBy(() -> RequestJson.read(new byte[] {'"', (byte) 0xc3, '(', '"'}))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void refuses_deep_nesting() {
        byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> RequestJson.read(deep)).isInstanceOf(ProblemException.class);
    }

    @Test
    void says_where_but_never_what() {
        assertThatThrownBy(() -> RequestJson.read("{\"key\": secret-value}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().detail()).contains("line 1").doesNotContain("secret-value"));
    }
}
