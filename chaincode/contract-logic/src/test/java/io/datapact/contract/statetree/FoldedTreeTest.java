package io.datapact.contract.statetree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldedTreeTest {
    private static final int MANY = 3_000;

    private final MemoryLeaves store = new MemoryLeaves();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static SortedMap<String, byte[]> state(int keys) {
        SortedMap<String, byte[]> state = new TreeMap<>();
        for (int i = 0; i < keys; i++) {
            state.put("key/" + i, bytes("v" + i));
        }
        return state;
    }

    private static List<byte[]> leaves(SortedMap<String, byte[]> state) {
        StateLeaf hashing = new StateLeaf();
        List<byte[]> leaves = new ArrayList<>();
        state.forEach((key, value) -> leaves.add(hashing.of(key, value)));
        leaves.sort(Arrays::compareUnsigned);
        return leaves;
    }

    private StateTree ofParts(List<byte[]> leaves) {
        List<FoldedPart> parts = new ArrayList<>();
        for (int i = 0; i < FoldedPart.PARTS; i++) {
            int part = i;
            List<byte[]> own =
                    leaves.stream().filter(leaf -> FoldedPart.of(leaf) == part).toList();
            parts.add(FoldedPart.of(part, MemoryLeaves.join(own), store));
        }
        return StateTree.ofParts(parts);
    }

    private static SortedMap<String, Optional<byte[]>> one(String key, Optional<byte[]> value) {
        return new TreeMap<>(Collections.singletonMap(key, value));
    }

    private static void same(StateTree found, StateTree expected) {
        assertThat(found.root()).isEqualTo(expected.root());
        for (int i = 0; i < 200; i++) {
            String key = "key/" + i * 7;
            assertThat(found.prove(key)).isEqualTo(expected.prove(key));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 16, 17, 100, 1_000, MANY})
    void it_has_the_root_and_the_proofs_of_the_whole_tree(int keys) {
        StateTree whole = StateTree.of(state(keys));
        same(whole.folded(store), whole);
        assertThat(store.count()).isEqualTo(keys);
        StateTree joined = ofParts(leaves(state(keys)));
        same(joined, whole);
        same(joined.folded(store), whole);
        assertThat(store.count()).isEqualTo(3 * keys);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void every_batch_gives_the_root_of_the_whole_tree_whatever_was_folded_before(long seed) {
        Random random = new Random(seed);
        StateTree whole = StateTree.of(state(seed % 2 == 0 ? 50 : MANY));
        StateTree folded = whole.folded(store);
        for (int round = 0; round < 40; round++) {
            SortedMap<String, Optional<byte[]>> writes = writes(random);
            whole = whole.with(writes);
            folded = folded.with(writes);
            assertThat(folded.root()).isEqualTo(whole.root());
            if (random.nextInt(8) == 0) {
                folded = folded.folded(store);
            }
        }
        same(folded, whole);
        same(folded.folded(store), whole);
    }

    private static SortedMap<String, Optional<byte[]>> writes(Random random) {
        SortedMap<String, Optional<byte[]>> writes = new TreeMap<>();
        for (int i = random.nextInt(60); i > 0; i--) {
            boolean deletes = random.nextInt(3) > 0;
            writes.put(
                    "key/" + random.nextInt(60),
                    deletes ? Optional.empty() : Optional.of(bytes("v" + random.nextInt())));
        }
        return writes;
    }

    @Test
    void a_key_that_was_not_there_is_deleted_without_a_trace() {
        StateTree folded = StateTree.of(state(MANY)).folded(store);
        StateTree same = folded.with(one("absent", Optional.empty()));
        assertThat(store.reads()).isEqualTo(1);
        same.prove("absent");
        assertThat(store.reads()).as("still folded").isEqualTo(2);
        StateTree changed = folded.with(one("absent", Optional.of(bytes("v"))));
        assertThat(store.reads()).isEqualTo(3);
        int before = store.count();
        assertThat(before - MANY).as("leaves written anew").isBetween(2, LeafRun.MOST_FOLDED + 1);
        changed.prove("absent");
        assertThat(store.reads()).as("folded again").isEqualTo(4);
        changed.folded(store).prove("absent");
        assertThat(store.count()).isEqualTo(before + MANY + 1);
    }

    @Test
    void neighbours_are_folded_together_whether_they_were_before_or_not() {
        StateTree folded = StateTree.of(state(MANY)).folded(store);
        folded.folded(store);
        int reads = store.reads();
        assertThat(reads).isBetween(MANY / LeafRun.MOST_FOLDED, MANY / 6);
        folded.with(one("key/1", Optional.of(bytes("other")))).folded(store);
        assertThat(store.reads() - reads).as("one for the change").isEqualTo(reads + 1);
        StateTree few = folded;
        for (int i = 0; i < MANY - 10; i++) {
            few = few.with(one("key/" + i, Optional.empty()));
        }
        StateTree one = few.folded(store);
        int before = store.reads();
        one.folded(store);
        assertThat(store.reads() - before).as("ten keys make one node").isEqualTo(1);
    }

    @Test
    void leaves_that_are_not_those_that_were_written_are_told_and_never_used() {
        SortedMap<String, byte[]> keys = state(300);
        StateTree folded = StateTree.of(keys).folded(store);
        byte[] right = store.bytes().clone();
        for (int at = 0; at < right.length; at += 61) {
            byte[] wrong = right.clone();
            wrong[at] ^= 1;
            store.become(wrong);
            assertThatExceptionOfType(MemoryLeaves.Changed.class)
                    .as("byte %d", at)
                    .isThrownBy(() -> keys.keySet().forEach(folded::prove));
        }
        store.become(Arrays.copyOf(right, right.length - 1));
        assertThatExceptionOfType(MemoryLeaves.Changed.class).isThrownBy(() -> folded.folded(new MemoryLeaves()));
        assertThatExceptionOfType(MemoryLeaves.Changed.class)
                .isThrownBy(() -> keys.keySet().forEach(folded::prove));
        store.become(new byte[0]);
        changed(folded);
        store.become(new byte[right.length]);
        changed(folded);
        store.become(right);
        same(folded, StateTree.of(keys));
    }

    private static void changed(StateTree folded) {
        assertThatExceptionOfType(MemoryLeaves.Changed.class).isThrownBy(() -> folded.prove("key/1"));
        assertThatExceptionOfType(MemoryLeaves.Changed.class)
                .isThrownBy(() -> folded.with(one("key/1", Optional.empty())));
    }

    @Test
    void leaves_that_were_changed_before_they_were_copied_are_told_when_they_are_read() {
        StateTree folded = StateTree.of(state(300)).folded(store);
        byte[] wrong = store.bytes().clone();
        wrong[100] ^= 1;
        store.become(wrong);
        StateTree copied = folded.folded(store);
        assertThat(copied.root()).isEqualTo(folded.root());
        assertThatExceptionOfType(MemoryLeaves.Changed.class)
                .isThrownBy(() -> state(300).keySet().forEach(copied::prove));
    }

    @Test
    void a_part_takes_its_own_leaves_in_order_only() {
        List<byte[]> leaves = leaves(state(1_000));
        byte[] first = leaves.getFirst();
        byte[] second = leaves.get(1);
        int part = FoldedPart.of(first);
        assertThat(FoldedPart.of(second)).isEqualTo(part);
        FoldedPart.of(part, MemoryLeaves.join(List.of(first, second)), store);
        refused(part, MemoryLeaves.join(List.of(second, first)));
        refused(part, MemoryLeaves.join(List.of(first, first)));
        refused(part + 1, MemoryLeaves.join(List.of(first, second)));
        refused(part, MemoryLeaves.join(List.of(first, leaves.getLast())));
        refused(part, Arrays.copyOf(first, LeafStore.LEAF_BYTES + 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateTree.ofParts(List.of()))
                .withMessageContaining("expected 256 parts, found 0");
    }

    private void refused(int part, byte[] leaves) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FoldedPart.of(part, leaves, store))
                .withMessageContaining("in ascending order");
    }
}
