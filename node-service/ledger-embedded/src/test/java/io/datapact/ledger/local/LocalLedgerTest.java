package io.datapact.ledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.state.Write;
import io.datapact.contract.statetree.SignedStateProof;
import io.datapact.contract.statetree.StateProof;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.contract.statetree.StateTree;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.chain.ChainInvalidException;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.log.FolderInUseException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.SegmentLog;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.ReplicaView;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLedgerTest {
    @TempDir
    private Path root;

    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    private final LedgerCommands commands = new LedgerCommands(fixture);

    @Test
    void comes_up_as_it_went_down() {
        LedgerHome home = LedgerHome.begun(root.resolve("chain"), fixture);
        Digest state;
        Digest tree;
        try (LocalLedger ledger = home.open()) {
            fill(ledger, 20);
            state = ledger.chain().stateDigest(20);
            tree = ledger.chain().head().root();
        }
        try (LocalLedger ledger = home.open()) {
            assertThat(ledger.chain().head().size()).isEqualTo(21);
            assertThat(ledger.chain().head().root()).isEqualTo(tree);
            assertThat(ledger.chain().stateDigest(20)).isEqualTo(state);
        }
    }

    @Test
    void gives_snapshots_that_do_not_move() {
        try (LocalLedger ledger =
                LedgerHome.begun(root.resolve("chain"), fixture).open()) {
            ReplicaView before = ledger.replica().view();
            fill(ledger, 3);
            String key = "ds/bank-a/data-1";
            assertThat(before.state().get(key)).isEmpty();
            assertThat(ledger.replica().viewAt(1).state().get(key)).isEmpty();
            assertThat(ledger.replica().viewAt(2).state().get(key)).isPresent();
            assertThat(ledger.replica().view().position()).isEqualTo(3);
        }
    }

    @Test
    void signs_checkpoints_over_canonical_entries() {
        try (LocalLedger ledger =
                LedgerHome.begun(root.resolve("chain"), fixture).open()) {
            fill(ledger, 6);
            List<Digest> leaves = IntStream.range(0, 7)
                    .mapToObj(position -> MerkleTree.leafHash(ledger.chain().entryBytes(position)))
                    .toList();
            SignedNote note = ledger.signedCheckpoint(7);
            assertThat(fixture.logSigner().key().verifies(note)).isTrue();
            SortedMap<String, byte[]> state = new TreeMap<>();
            for (int i = 0; i < 7; i++) {
                ledger.chain()
                        .update(i)
                        .entry()
                        .writes()
                        .forEach(write -> state.put(
                                write.key(), write.value().orElseThrow().getBytes(StandardCharsets.UTF_8)));
            }
            Checkpoint expected = StateRoot.commit(
                    fixture.logSigner().key().name(),
                    7,
                    MerkleTree.root(leaves),
                    StateTree.of(state).root());
            assertThat(Checkpoint.parse(note.text())).isEqualTo(new Parsed.Value<>(expected));
        }
    }

    @Test
    void proves_what_a_key_held_at_any_checkpoint() {
        try (LocalLedger ledger =
                LedgerHome.begun(root.resolve("chain"), fixture).open()) {
            fill(ledger, 6);
            String key = "ds/bank-a/data-1";
            NoteKey logKey = fixture.logSigner().key();
            for (long size = 7; size >= 1; size--) {
                SignedStateProof proof = new SignedStateProof(
                        key, ledger.chain().tree().stateProof(key, size), ledger.signedCheckpoint(size));
                Optional<byte[]> held = ledger.chain().viewAt(size - 1).state().get(key);
                StateProof.Finding expected = held.<StateProof.Finding>map(
                                value -> new StateProof.Finding.Present(Digest.of(value)))
                        .orElseGet(StateProof.Finding.Absent::new);
                assertThat(proof.check(logKey)).isEqualTo(expected);
            }
        }
    }

    @Test
    void refuses_folders_that_do_not_fit() {
        Path folder = root.resolve("chain");
        LedgerHome home = new LedgerHome(folder, fixture);
        assertThatThrownBy(home::open)
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("found none");
        LedgerHome.begun(folder, fixture);
        assertThatThrownBy(() -> LedgerHome.begun(folder, fixture))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("holds a ledger already");
        assertThatThrownBy(() -> new LedgerHome(folder, LedgerCommands.aConsortium()).open())
                .isInstanceOf(ChainInvalidException.class)
                .hasMessageContaining("expected the genesis of network");
        try (LocalLedger open = home.open()) {
            assertThat(open.chain().head().size()).isEqualTo(1);
            assertThatThrownBy(home::open).isInstanceOf(FolderInUseException.class);
        }
    }

    @Test
    void refuses_a_log_whose_write_sets_were_changed() {
        LedgerHome home = LedgerHome.begun(root.resolve("chain"), fixture);
        try (LocalLedger ledger = home.open()) {
            fill(ledger, 4);
        }
        List<byte[]> entries = new ArrayList<>();
        SegmentLog.open(
                        home.folder(),
                        LogDisk.real(),
                        SegmentLog.SEGMENT_BYTES,
                        (position, entry) -> entries.add(entry))
                .close();
        LogEntry third = ((Parsed.Value<LogEntry>) LogEntry.parse(entries.get(2))).value();
        List<Write> fewer = third.writes().subList(0, third.writes().size() - 1);
        entries.set(2, new LogEntry(2, third.time(), third.transactionId(), third.envelope(), fewer).encode());
        Path forged = root.resolve("forged");
        try (SegmentLog log = SegmentLog.open(forged, LogDisk.real(), SegmentLog.SEGMENT_BYTES, (p, e) -> {})) {
            log.append(entries);
        }
        assertThatThrownBy(() -> new LedgerHome(forged, fixture).open())
                .isInstanceOf(ChainInvalidException.class)
                .hasMessageContaining("entry 2 does not hold")
                .hasMessageContaining("writes that the rules give");
        assertThat(Chain.exists(forged, LogDisk.real())).isTrue();
    }

    @Test
    void orders_nothing_while_its_clock_is_far_behind() {
        LedgerHome home = LedgerHome.begun(root.resolve("chain"), fixture);
        try (LocalLedger ledger = home.open()) {
            fill(ledger, 1);
        }
        Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-2));
        try (LocalLedger ledger = home.open(behind, LogDisk.real())) {
            assertThat(ledger.submit(commands.dataset()))
                    .isInstanceOfSatisfying(
                            SubmitOutcome.Conflicted.class,
                            refused -> assertThat(refused.detail()).contains("set the host's clock"));
        }
        Clock still = Clock.fixed(Instant.now().minusSeconds(5), ZoneOffset.UTC);
        try (LocalLedger ledger = home.open(still, LogDisk.real())) {
            long last = ledger.replica().view().time();
            SubmitOutcome.Committed receipt = (SubmitOutcome.Committed) ledger.submit(commands.dataset());
            assertThat(receipt.time()).isEqualTo(last);
        }
    }

    @Test
    void turns_commands_away_when_too_many_wait() {
        CountDownLatch release = new CountDownLatch(1);
        LedgerHome home = LedgerHome.begun(root.resolve("chain"), fixture);
        SignedCommand command = commands.registration(Role.APPROVER);
        try (LocalLedger ledger = home.open(new HeldClock(release), LogDisk.real())) {
            List<CompletableFuture<SubmitOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < Backpressure.USUAL.commands() + 10; i++) {
                outcomes.add(ledger.submitAsync(command.envelope()));
            }
            release.countDown();
            List<SubmitOutcome> all =
                    outcomes.stream().map(CompletableFuture::join).toList();
            assertThat(all).hasAtLeastOneElementOfType(SubmitOutcome.Conflicted.class);
            assertThat(all.stream()
                            .filter(SubmitOutcome.Committed.class::isInstance)
                            .distinct())
                    .hasSize(1);
            assertThat(all).noneMatch(SubmitOutcome.Unknown.class::isInstance);
        }
    }

    @Test
    void knows_the_kind_of_ledger_that_its_genesis_must_name() {
        assertThatThrownBy(() ->
                        GenesisEntry.of(commands.registration(Role.APPROVER).envelope()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a genesis that its founders signed");
    }

    private void fill(LocalLedger ledger, int entries) {
        assertThat(ledger.submit(commands.registration(Role.APPROVER))).isInstanceOf(SubmitOutcome.Committed.class);
        for (int i = 1; i < entries; i++) {
            assertThat(ledger.submit(commands.dataset())).isInstanceOf(SubmitOutcome.Committed.class);
        }
    }

    /** A clock that holds the sequencer's thread until it is released. */
    private static final class HeldClock extends Clock {
        private final CountDownLatch release;

        HeldClock(CountDownLatch release) {
            this.release = release;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().equals("ledger-sequencer")) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return Instant.now();
        }
    }
}
