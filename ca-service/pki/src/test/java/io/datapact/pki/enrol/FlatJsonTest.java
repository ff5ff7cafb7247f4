package io.datapact.pki.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatJsonTest {

    @Test
    void reads_what_it_wrote() {
        String text = FlatJson.write(
                Map.of("a", "line\nquote\" back\\slash \u0001 密", "b", List.of("x", "y"), "c", List.of()));

        assertThat(FlatJson.read(text))
                .containsEntry("a", List.of("line\nquote\" back\\slash \u0001 密"))
                .containsEntry("b", List.of("x", "y"))
                .containsEntry("c", List.of());
    }

    @Test
    void reads_numbers_escapes_and_space() {
        assertThat(FlatJson.read(" { \"n\" : -12 , \"s\":\"\\u5bc6\\/\\n\" }\r\n"))
                .containsEntry("n", List.of("-12"))
                .containsEntry("s", List.of("密/\n"));
        assertThat(FlatJson.read("{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":true}",
                "{\"a\":{}}",
                "{\"a\":[1]}",
                "{\"a\":[[]]}",
                "{\"a\":\"x}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u12",
                "{\"a\":\"x\"} y",
                "{\"a\":\"x\",}",
                "{\"a\":\"x\",\"a\":\"y\"}",
                "{a:1}",
                "{\"a\":1.5}",
                "{\"a\":\"\n\"}",
                "\"a\"",
                "{\"a\":\"\\"
            })
    void refuses_everything_else(String text) {
        assertThatThrownBy(() -> FlatJson.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
