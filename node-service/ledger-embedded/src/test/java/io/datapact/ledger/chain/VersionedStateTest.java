package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.state.StateView;
import io.datapact.contract.state.Write;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VersionedStateTest {
    private static final long SEED = 7;
    private static final int POSITIONS = 400;
    private static final int KEYS = 12;

    private final VersionedState state = new VersionedState();

    @Test
    void shows_every_position_as_a_plain_map_would_have_been() {
        Random random = new Random(SEED);
        Map<String, String> plain = new HashMap<>();
        Map<Integer, Map<String, String>> history = new HashMap<>();
        for (int position = 0; position < POSITIONS; position++) {
            String key = "k/" + random.nextInt(KEYS);
            boolean deletes = random.nextInt(4) == 0;
            Optional<String> value = deletes ? Optional.empty() : Optional.of("\"" + position + "\"");
            state.apply(position, List.of(new Write(key, value)));
            value.ifPresentOrElse(text -> plain.put(key, text), () -> plain.remove(key));
            history.put(position, Map.copyOf(plain));
        }
        history.forEach((position, expected) -> {
            StateView view = state.at(position);
            assertThat(state.keys("k/", KEYS, position))
                    .containsExactlyElementsOf(
                            expected.keySet().stream().sorted().toList());
            expected.forEach((key, value) -> assertThat(view.get(key))
                    .hasValueSatisfying(bytes -> assertThat(new String(bytes, StandardCharsets.UTF_8))
                            .isEqualTo(value)));
            assertThat(state.all(position)).hasSameSizeAs(expected);
        });
    }

    @Test
    void keeps_a_view_still_while_newer_entries_are_applied() {
        state.apply(0, List.of(new Write("a", Optional.of("1"))));
        StateView view = state.at(0);
        state.apply(1, List.of(new Write("a", Optional.of("2")), new Write("b", Optional.of("3"))));
        assertThat(view.get("a")).hasValue("1".getBytes(StandardCharsets.UTF_8));
        assertThat(view.get("b")).isEmpty();
        assertThat(state.writtenAt("a", 1)).hasValue(1L);
        assertThat(state.writtenAt("a", 0)).hasValue(0L);
        assertThat(state.writtenAt("b", 0)).isEmpty();
    }

    @Test
    void reads_prefixes_only_up_to_the_limit() {
        state.apply(
                0,
                List.of(
                        new Write("a/1", Optional.of("1")),
                        new Write("a/2", Optional.of("1")),
                        new Write("a0", Optional.of("1")),
                        new Write("b", Optional.of("1"))));
        assertThat(state.keys("a/", 10, 0)).containsExactly("a/1", "a/2");
        assertThat(state.keys("a/", 1, 0)).containsExactly("a/1");
        assertThat(state.keys("c", 1, 0)).isEmpty();
    }
}
