package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.LedgerUpdate;
import io.datapact.node.ledger.ReplicaView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting from a snapshot gives what replay gives, and a snapshot that does not hold is only ever refused. */
class SnapshotTest {
    private static final int ENTRIES = 9;
    private static final int SIZE = 5;

    @TempDir
    private Path folder;

    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    private final List<LedgerUpdate> replayed = new ArrayList<>();
    private final List<Digest> states = new ArrayList<>();

    @BeforeEach
    void write_a_log_and_a_snapshot_of_its_first_entries() {
        LedgerCommands commands = new LedgerCommands(fixture);
        try (LocalLedger ledger = LedgerHome.begun(folder, fixture).open()) {
            ledger.submit(commands.registration(Role.APPROVER));
            while (ledger.chain().head().size() < ENTRIES) {
                ledger.submit(commands.dataset());
            }
        }
        try (Chain chain = open()) {
            assertThat(chain.snapshots().begun()).isZero();
            for (int i = 0; i < ENTRIES; i++) {
                replayed.add(chain.update(i));
                states.add(chain.tree().stateRoot(i + 1));
            }
            chain.snapshots().write(note(chain, SIZE), SIZE);
            assertThat(chain.snapshots().failure()).isEmpty();
        }
    }

    @Test
    void gives_every_state_receipt_and_entry_that_replay_gives() {
        try (Chain chain = open()) {
            assertBegan(chain, SIZE);
            assertSame(chain);
        }
    }

    @Test
    void goes_on_from_there_and_writes_the_next_one() {
        try (Chain chain = open()) {
            chain.snapshots().write(note(chain, ENTRIES), ENTRIES);
            chain.snapshots().write(note(chain, SIZE), SIZE);
        }
        try (Chain chain = open()) {
            assertBegan(chain, ENTRIES);
            assertSame(chain);
        }
    }

    @Test
    void changes_nothing_that_can_be_asked_while_it_takes_the_place_of_what_was_in_memory() {
        try (Chain chain = open()) {
            ReplicaView early = chain.viewAt(SIZE);
            LedgerUpdate update = chain.update(SIZE);
            chain.snapshots().write(note(chain, ENTRIES - 1), ENTRIES - 1);
            assertThat(chain.snapshots().failure()).isEmpty();
            assertThat(chain.snapshots().last()).isEqualTo(ENTRIES - 1);
            String written = replayed.get(SIZE).entry().writes().getFirst().key();
            assertThat(early.state().get(written))
                    .isPresent()
                    .hasValueSatisfying(value ->
                            assertThat(chain.viewAt(SIZE).state().get(written)).hasValue(value));
            assertSame(chain);
            chain.snapshots().write(note(chain, ENTRIES), ENTRIES);
            assertThat(update).isEqualTo(replayed.get(SIZE));
            assertSame(chain);
        }
    }

    @Test
    void is_written_when_it_is_time_for_one() {
        try (Chain chain = open(ENTRIES - SIZE)) {
            chain.snapshots().offer(note(chain, ENTRIES - 1), ENTRIES - 1);
        }
        try (Chain chain = open(ENTRIES - SIZE)) {
            assertBegan(chain, SIZE);
            chain.snapshots().offer(note(chain, ENTRIES), ENTRIES);
            while (chain.snapshots().failure().isEmpty() && chain.snapshots().last() < ENTRIES) {
                Thread.onSpinWait();
            }
        }
        try (Chain chain = open()) {
            assertBegan(chain, ENTRIES);
        }
    }

    @Test
    void is_refused_with_a_sentence_when_any_of_its_bytes_changed() throws IOException {
        byte[] good = Files.readAllBytes(file());
        for (int at = 0; at < good.length; at += 1 + good.length / 40) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            assertRefused(bad, "");
        }
        assertRefused(Arrays.copyOf(good, good.length - 1), "expected");
        assertRefused(Arrays.copyOf(good, good.length + 1), "expected nothing behind the last key");
        assertRefused(new byte[0], "expected a whole file");
        byte[] many = good.clone();
        Arrays.fill(many, 16, 24, (byte) 0x7f);
        assertRefused(many, "expected at most");
    }

    @Test
    void is_refused_when_the_checkpoint_is_not_the_logs_or_commits_to_another_state() throws Exception {
        List<Snapshot.Held> state = held();
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String origin = fixture.logSigner().key().name();
        NoteSigner other = new NoteSigner(NoteKey.of(origin, pair.getPublic()), pair.getPrivate());
        Digest root = logRoot();
        assertRefused(
                other.sign(StateRoot.commit(origin, SIZE, root, states.get(SIZE - 1))
                        .text()),
                state,
                "signed by");
        NoteSigner signer = fixture.logSigner();
        SignedNote right = signer.sign(
                StateRoot.commit(origin, SIZE, root, states.get(SIZE - 1)).text());
        List<Snapshot.Held> changed = new ArrayList<>(state);
        changed.set(
                2,
                new Snapshot.Held(state.get(2).key(), state.get(2).position(), "{}".getBytes(StandardCharsets.UTF_8)));
        assertRefused(right, changed, "expected the state root that its checkpoint commits to");
        changed.remove(2);
        assertRefused(right, changed, "expected the state root that its checkpoint commits to");
        List<Snapshot.Held> unordered = new ArrayList<>(state);
        unordered.addFirst(state.getLast());
        assertRefused(right, unordered, "expected keys in ascending order");
        SignedNote elsewhere = signer.sign(StateRoot.commit(origin, SIZE, states.getFirst(), states.get(SIZE - 1))
                .text());
        assertRefused(elsewhere, state, "of this log, found that of another log");
        SignedNote longer = signer.sign(StateRoot.commit(origin, ENTRIES + 1L, root, states.get(SIZE - 1))
                .text());
        assertRefused(longer, state, "of this log, found 9 entries");
    }

    @Test
    void is_not_believed_about_positions() throws IOException {
        SignedNote note = fixture.logSigner()
                .sign(StateRoot.commit(fixture.logSigner().key().name(), SIZE, logRoot(), states.get(SIZE - 1))
                        .text());
        List<Snapshot.Held> moved = held().stream()
                .map(one -> new Snapshot.Held(one.key(), 0, one.value()))
                .toList();
        new SnapshotFile(folder, LogDisk.real())
                .write(note, replayed.get(SIZE - 1).entry().time(), moved, moved.size())
                .close();
        try (Chain chain = open()) {
            assertBegan(chain, SIZE);
            Digest command = new Digest(replayed.get(1).entry().transactionId());
            assertThatThrownBy(() -> chain.receipt(command))
                    .isInstanceOf(LogDamagedException.class)
                    .hasMessageContaining("as the snapshot says, found another");
        }
    }

    @Test
    void is_refused_when_it_says_another_time_than_its_last_entry() throws IOException {
        byte[] good = Files.readAllBytes(file());
        for (long off : new long[] {-1, 1, 365L * 24 * 3_600_000}) {
            byte[] bad = good.clone();
            ByteBuffer.wrap(bad).putLong(8, ByteBuffer.wrap(good).getLong(8) + off);
            CRC32C crc = new CRC32C();
            crc.update(bad, 0, bad.length - 4);
            ByteBuffer.wrap(bad).putInt(bad.length - 4, (int) crc.getValue());
            assertRefused(bad, "expected time " + replayed.get(SIZE - 1).entry().time() + " of its last entry");
            Files.deleteIfExists(folder.resolve(LeafFile.NAME));
        }
        try (Chain chain = open()) {
            assertThat(chain.appliedTime()).isEqualTo(replayed.getLast().entry().time());
        }
    }

    @Test
    void of_more_keys_than_a_start_takes_is_not_written() throws IOException {
        byte[] good = Files.readAllBytes(file());
        SnapshotFile writer = new SnapshotFile(folder, LogDisk.real());
        try (Chain chain = open()) {
            SignedNote note = note(chain, ENTRIES);
            assertThatThrownBy(() -> writer.write(note, 0, List.of(), SnapshotReader.MAXIMUM_KEYS + 1L))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("expected at most 20000000 keys, found 20000001");
        }
        assertThat(file()).hasBinaryContent(good);
        assertThat(folder.resolve("snapshot.new")).doesNotExist();
    }

    @Test
    void is_tried_again_only_after_as_many_entries_as_between_two() {
        try (Chain chain = Chain.open(folder, check(), new FullDisk(), new CommandVerification(), 2)) {
            chain.snapshots().offer(note(chain, SIZE + 2), SIZE + 2);
            awaitFailure(chain, "the snapshot of 7 entries");
            chain.snapshots().offer(note(chain, SIZE + 3), SIZE + 3);
            chain.snapshots().close();
            assertThat(chain.snapshots().failure())
                    .hasValueSatisfying(found -> assertThat(found).contains("the snapshot of 7 entries"));
        }
        try (Chain chain = Chain.open(folder, check(), new FullDisk(), new CommandVerification(), 2)) {
            chain.snapshots().offer(note(chain, SIZE + 2), SIZE + 2);
            awaitFailure(chain, "the snapshot of 7 entries");
            chain.snapshots().offer(note(chain, SIZE + 4), SIZE + 4);
            awaitFailure(chain, "the snapshot of 9 entries");
        }
    }

    @Test
    void leaves_no_part_of_one_that_could_not_be_written_or_whose_writer_stopped() throws IOException {
        Path beside = folder.resolve("snapshot.new");
        Files.write(beside, new byte[1 << 10]);
        try (Chain chain = Chain.open(folder, check(), new FullDisk(), new CommandVerification(), 1)) {
            assertThat(beside).doesNotExist();
            chain.snapshots().write(note(chain, ENTRIES), ENTRIES);
            assertThat(chain.snapshots().failure()).isPresent();
            assertThat(beside).doesNotExist();
        }
    }

    @Test
    void leaves_the_one_before_when_the_disk_is_full() {
        try (Chain chain = Chain.open(folder, check(), new FullDisk(), new CommandVerification(), 1)) {
            assertBegan(chain, SIZE);
            chain.snapshots().write(note(chain, ENTRIES), ENTRIES);
            assertThat(chain.snapshots().failure())
                    .hasValueSatisfying(why -> assertThat(why)
                            .contains("the snapshot of 9 entries could not be written: no space left on device"));
        }
        try (Chain chain = open()) {
            assertBegan(chain, SIZE);
            assertSame(chain);
        }
    }

    @Test
    void ends_the_ledger_when_its_trees_leaves_are_changed() throws IOException {
        CapturingDisk disk = new CapturingDisk();
        try (Chain chain = Chain.open(folder, check(), disk, new CommandVerification(), 1)) {
            assertBegan(chain, SIZE);
            disk.damage();
            assertThatThrownBy(() -> chain.tree().stateProof("network", SIZE)).isInstanceOf(LogDamagedException.class);
            assertThat(chain.ended()).hasValueSatisfying(why -> assertThat(why).contains("somebody writes to it"));
        }
        try (Chain chain = open()) {
            assertSame(chain);
        }
    }

    private static void awaitFailure(Chain chain, String why) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (chain.snapshots().failure().filter(found -> found.contains(why)).isEmpty()
                && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(chain.snapshots().failure())
                .hasValueSatisfying(found -> assertThat(found).contains(why).contains("is tried 2 entries later"));
    }

    private void assertRefused(byte[] content, String why) throws IOException {
        Files.write(file(), content);
        try (Chain chain = open()) {
            assertThat(chain.snapshots().begun()).isZero();
            assertThat(chain.snapshots().refused())
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .startsWith("the snapshot was not used: expected")
                            .contains(why));
            assertThat(chain.tree().stateRoot(ENTRIES)).isEqualTo(states.getLast());
        }
    }

    private void assertRefused(SignedNote note, List<Snapshot.Held> state, String why) throws IOException {
        new SnapshotFile(folder, LogDisk.real())
                .write(note, replayed.get(SIZE - 1).entry().time(), state, state.size())
                .close();
        assertRefused(Files.readAllBytes(file()), why);
    }

    private void assertBegan(Chain chain, long size) {
        assertThat(chain.snapshots().refused()).isEmpty();
        assertThat(chain.snapshots().begun()).isEqualTo(size);
    }

    private void assertSame(Chain chain) {
        for (int i = ENTRIES - 1; i >= 0; i--) {
            assertThat(chain.tree().stateRoot(i + 1)).isEqualTo(states.get(i));
            assertThat(chain.update(i)).isEqualTo(replayed.get(i));
            assertThat(chain.viewAt(i).time()).isEqualTo(replayed.get(i).entry().time());
            if (i > 0) {
                Digest command = new Digest(replayed.get(i).entry().transactionId());
                long position = i;
                assertThat(chain.receipt(command)).hasValueSatisfying(receipt -> {
                    assertThat(receipt.position()).isEqualTo(position);
                    assertThat(receipt.time())
                            .isEqualTo(replayed.get((int) position).entry().time());
                });
            }
        }
    }

    private List<Snapshot.Held> held() {
        List<Snapshot.Held> held = new ArrayList<>();
        SnapshotTable table = new SnapshotFile(folder, LogDisk.real())
                .read(LogKeys.of(fixture.logSigner().key()))
                .orElseThrow()
                .table();
        table.from("").forEachRemaining(held::add);
        table.close();
        return held;
    }

    private Digest logRoot() {
        try (Chain chain = open()) {
            return chain.tree().root(SIZE);
        }
    }

    private SignedNote note(Chain chain, int size) {
        return fixture.logSigner()
                .sign(StateRoot.commit(
                                fixture.logSigner().key().name(),
                                size,
                                chain.tree().root(size),
                                chain.tree().stateRoot(size))
                        .text());
    }

    private Path file() {
        return folder.resolve(SnapshotFile.NAME);
    }

    private Chain open() {
        return open(Snapshots.EVERY_ENTRIES);
    }

    private Chain open(long every) {
        return Chain.open(folder, check(), LogDisk.real(), new CommandVerification(), every);
    }

    private EntryCheck check() {
        return new EntryCheck(GenesisEntry.of(fixture.genesis()), new CommandVerification().rules());
    }
}
