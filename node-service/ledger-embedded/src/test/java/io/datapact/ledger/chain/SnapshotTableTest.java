package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.state.StateView;
import io.datapact.contract.state.Write;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.testing.SmallSegments;
import io.datapact.node.ledger.LedgerClosedException;
import io.datapact.node.ledger.LedgerCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a snapshot holds is read from its file when it is asked for, as if it were in memory. */
class SnapshotTableTest {
    private static final int KEYS = 1_000;
    private static final long SEED = 11;

    @TempDir
    private Path folder;

    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();

    @Test
    void finds_every_key_and_no_other() {
        SortedMap<String, Snapshot.Held> state = state(KEYS);
        SnapshotTable table = written(state);
        assertThat(table.keys()).isEqualTo(KEYS);
        for (int round = 0; round < 2; round++) {
            state.forEach((key, held) -> {
                assertSame(table.get(key), held);
                assertThat(table.get(key + "0")).isEmpty();
            });
        }
        assertThat(table.get("")).isEmpty();
        assertThat(table.get("~")).isEmpty();
        List<String> from = new ArrayList<>();
        table.from("key/0500x").forEachRemaining(held -> from.add(held.key()));
        assertThat(from)
                .containsExactlyElementsOf(
                        state.tailMap("key/0500x").keySet().stream().toList());
        table.close();
        assertThatThrownBy(() -> table.from("").next()).isInstanceOf(LedgerClosedException.class);
    }

    @Test
    void is_empty_where_the_snapshot_is() {
        SnapshotTable table = written(state(0));
        assertThat(table.get("a")).isEmpty();
        assertThat(table.from("").hasNext()).isFalse();
        table.close();
    }

    @Test
    void finds_what_changed_on_disk_since_the_start() throws IOException {
        SnapshotTable table = written(state(KEYS));
        Path file = folder.resolve(SnapshotFile.NAME);
        SmallSegments.damage(file, Files.size(file) - 10);
        assertThat(table.get("key/0000")).isPresent();
        assertThatThrownBy(() -> table.get("key/0999"))
                .isInstanceOf(LogDamagedException.class)
                .hasMessageContaining("as they were when they were judged or written, found others");
        table.close();
    }

    @Test
    void goes_on_when_another_snapshot_takes_its_name() {
        SnapshotTable table = written(state(KEYS));
        SnapshotTable later = written(state(3));
        assertThat(table.get("key/0999")).isPresent();
        assertThat(later.get("key/0999")).isEmpty();
        table.close();
        later.close();
    }

    @Test
    void below_later_writes_shows_every_position_as_a_whole_history_does() {
        Random random = new Random(SEED);
        SortedMap<String, Snapshot.Held> base = state(40);
        VersionedState whole = new VersionedState();
        base.values()
                .forEach(held -> whole.apply(
                        0,
                        List.of(new Write(held.key(), Optional.of(new String(held.value(), StandardCharsets.UTF_8))))));
        SnapshotTable table = written(base);
        VersionedState based = new VersionedState(table);
        for (int position = 1; position < 200; position++) {
            String key = String.format(Locale.ROOT, "key/%04d", random.nextInt(60));
            Optional<String> value = random.nextInt(3) == 0 ? Optional.empty() : Optional.of("\"" + position + "\"");
            whole.apply(position, List.of(new Write(key, value)));
            based.apply(position, List.of(new Write(key, value)));
        }
        for (int position = 0; position < 200; position++) {
            assertAlike(based, whole, position);
        }
        List<Snapshot.Held> held = new ArrayList<>();
        based.held(120).forEachRemaining(held::add);
        assertThat(based.count(120)).isEqualTo(held.size());
        StateView before = based.at(60);
        SnapshotTable later = written(held);
        VersionedState after = based.after(later, 121);
        for (int position = 120; position < 200; position++) {
            assertAlike(after, whole, position);
        }
        assertThat(before.get("key/0001").map(String::new))
                .isEqualTo(whole.at(60).get("key/0001").map(String::new));
        table.close();
        later.close();
    }

    @Test
    void a_filter_never_denies_a_key_and_seldom_admits_another() {
        KeyFilter filter = new KeyFilter(10_000);
        for (int i = 0; i < 10_000; i++) {
            filter.add("outcome/" + i);
        }
        int wrong = 0;
        for (int i = 0; i < 10_000; i++) {
            assertThat(filter.mayHold("outcome/" + i)).isTrue();
            wrong += filter.mayHold("absent/" + i) ? 1 : 0;
        }
        assertThat(wrong).isLessThan(300);
    }

    private static void assertAlike(VersionedState based, VersionedState whole, int position) {
        SortedMap<String, byte[]> expected = whole.all(position);
        assertThat(based.all(position)).hasSize(expected.size());
        assertThat(based.count(position)).isEqualTo(expected.size());
        assertThat(based.keys("key/00", 7, position)).isEqualTo(whole.keys("key/00", 7, position));
        for (int i = 0; i < 60; i++) {
            String key = String.format(Locale.ROOT, "key/%04d", i);
            assertThat(based.at(position).get(key).map(String::new))
                    .isEqualTo(whole.at(position).get(key).map(String::new));
            if (expected.containsKey(key)) {
                assertThat(based.writtenAt(key, position)).isEqualTo(whole.writtenAt(key, position));
            }
        }
    }

    private static void assertSame(Optional<Snapshot.Held> found, Snapshot.Held expected) {
        assertThat(found).hasValueSatisfying(held -> {
            assertThat(held.key()).isEqualTo(expected.key());
            assertThat(held.position()).isEqualTo(expected.position());
            assertThat(held.value()).isEqualTo(expected.value());
        });
    }

    private static SortedMap<String, Snapshot.Held> state(int keys) {
        SortedMap<String, Snapshot.Held> state = new TreeMap<>();
        for (int i = 0; i < keys; i++) {
            String key = String.format(Locale.ROOT, "key/%04d", i);
            byte[] value = ("\"" + "v".repeat(i % 300) + "\"").getBytes(StandardCharsets.UTF_8);
            state.put(key, new Snapshot.Held(key, 0, value));
        }
        return state;
    }

    private SnapshotTable written(SortedMap<String, Snapshot.Held> state) {
        return written(List.copyOf(state.values()));
    }

    private SnapshotTable written(List<Snapshot.Held> state) {
        NoteSigner signer = fixture.logSigner();
        SnapshotFile file = new SnapshotFile(folder, LogDisk.real());
        try {
            return file.write(
                    signer.sign(StateRoot.commit(signer.key().name(), 1, MerkleTree.EMPTY_ROOT, MerkleTree.EMPTY_ROOT)
                            .text()),
                    0,
                    state,
                    state.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
