package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.verify.CommandVerification;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Starting from a snapshot gives what replay gives, and a snapshot that does not hold is only ever refused. */
class SnapshotTest extends SnapshotScene {
    @Test
    void gives_every_state_receipt_and_entry_that_replay_gives() {
        try (Chain chain = open()) {
            assertBegan(chain, SIZE);
            assertSame(chain);
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
}
