package io.datapact.contract.statetree;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTreeTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void every_batch_of_writes_and_deletions_gives_the_root_of_the_definition(long seed) {
        Random random = new Random(seed);
        SortedMap<String, byte[]> state = new TreeMap<>();
        StateTree tree = StateTree.EMPTY;
        List<StateTree> earlier = new ArrayList<>();
        List<Digest> roots = new ArrayList<>();
        for (int round = 0; round < 60; round++) {
            SortedMap<String, Optional<byte[]>> writes = writes(random);
            writes.forEach(
                    (key, value) -> value.ifPresentOrElse(content -> state.put(key, content), () -> state.remove(key)));
            tree = tree.with(writes);
            assertThat(tree.root()).isEqualTo(NaiveStateTree.root(state));
            earlier.add(tree);
            roots.add(tree.root());
        }
        assertThat(earlier.stream().map(StateTree::root)).containsExactlyElementsOf(roots);
        assertThat(StateTree.of(state).root()).isEqualTo(tree.root());
    }

    /** Few keys, so that deletions, repeated writes and an empty tree occur. */
    private static SortedMap<String, Optional<byte[]>> writes(Random random) {
        SortedMap<String, Optional<byte[]>> writes = new TreeMap<>();
        int count = random.nextInt(12);
        boolean deleting = random.nextInt(3) == 0;
        for (int i = 0; i < count; i++) {
            boolean deletes = deleting || random.nextInt(4) == 0;
            byte[] value = bytes("v" + random.nextInt(3));
            writes.put("key/" + random.nextInt(40), deletes ? Optional.empty() : Optional.of(value));
        }
        return writes;
    }

    @Test
    void the_root_does_not_depend_on_the_order_of_writes() {
        SortedMap<String, byte[]> state = new TreeMap<>();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            keys.add("key/" + i);
            state.put("key/" + i, bytes("value " + i));
        }
        for (long seed = 0; seed < 4; seed++) {
            Collections.shuffle(keys, new Random(seed));
            StateTree tree = StateTree.EMPTY;
            for (String key : keys) {
                tree = tree.with(new TreeMap<>(java.util.Map.of(key, Optional.of(state.get(key)))));
            }
            assertThat(tree.root()).isEqualTo(StateTree.of(state).root());
        }
    }

    @Test
    void other_states_have_other_roots() {
        SortedMap<String, byte[]> state = new TreeMap<>();
        state.put("a", bytes("1"));
        Digest one = StateTree.of(state).root();
        state.put("a", bytes("2"));
        Digest other = StateTree.of(state).root();
        state.put("b", bytes("2"));
        Digest both = StateTree.of(state).root();
        assertThat(List.of(one, other, both, StateTree.EMPTY.root())).doesNotHaveDuplicates();
    }

    /** Computed apart from this code, in Python, from the text at StateHash alone. */
    @Test
    void roots_are_those_of_the_documented_bytes() {
        SortedMap<String, byte[]> state = new TreeMap<>();
        assertThat(StateTree.of(state).root().value())
                .isEqualTo("6539f957a194c61ad1406c97dfa7244f32b6273269d299c872b02451216a8a7a");
        state.put("network/pause", bytes("{}"));
        assertThat(StateTree.of(state).root().value())
                .isEqualTo("fe5c500c40815149d98955d32ca734388c42c2aa27cdbe46923009d10723de54");
        state.put("member/bank-a", bytes("{\"x\":1}"));
        state.put("member/telco-b", bytes("{\"x\":2}"));
        assertThat(StateTree.of(state).root().value())
                .isEqualTo("54a753f0041fc89a968bc87c6287a3256a375bf745ad9b744fa493f745950bd2");
    }
}
