package io.datapact.ledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.log.ForwardingDisk;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import io.datapact.ledger.testing.KeyChange;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.SubmitOutcome;
import io.datapact.pki.key.KeyFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The members replace the log's key while the host runs, and the host goes on with the new one alone. */
class KeyRotationTest {
    @TempDir
    private Path root;

    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    private final LedgerCommands commands = new LedgerCommands(fixture);
    private final KeyChange change = new KeyChange(fixture);
    private final NoteSigner first = fixture.logSigner();
    private final NoteSigner second = change.newKey();
    private final NoteSigner third = change.newKey();
    private LedgerHome home;

    @BeforeEach
    void begin() {
        home = LedgerHome.begun(root.resolve("chain"), fixture);
        try (LocalLedger ledger = home.open()) {
            ledger.submit(commands.registration(Role.APPROVER));
        }
    }

    private static boolean holds(LogKeys keys, SignedNote note) {
        return Checkpoint.parse(note.text()) instanceof Parsed.Value<Checkpoint>(Checkpoint head)
                && keys.verifies(note, head);
    }

    private Path file(long size) {
        return root.resolve("chain").resolve(String.format("%020d.handover", size));
    }

    /** @return entries of the handover */
    private long rotate() {
        try (LocalLedger ledger = home.open(first, second)) {
            long size = change.decide(ledger, second.key().publicKey());
            ledger.submit(commands.dataset());
            return size;
        }
    }

    @Test
    void heads_are_signed_by_the_former_key_both_keys_and_the_next() {
        try (LocalLedger ledger = home.open(first, second)) {
            SignedNote before = ledger.signedHead().note();
            long size = change.decide(ledger, second.key().publicKey());
            SignedNote handover = ledger.signedHead().note();
            ledger.submit(commands.dataset());
            SignedNote after = ledger.signedHead().note();
            LogKeys keys = LogKeys.of(first.key()).with(handover).orElseThrow();
            assertThat(keys).isEqualTo(ledger.chain().handovers().keys());
            assertThat(keys.handovers()).containsExactly(new LogKeys.Handover(size, second.key()));
            assertThat(List.of(before, handover, after)).allMatch(note -> holds(keys, note));
            assertThat(second.key().verifies(before)).isFalse();
            assertThat(first.key().verifies(after)).isFalse();
            assertThat(file(size)).content().isEqualTo(handover.write());
        }
    }

    @Test
    void the_handover_is_kept_before_anybody_sees_its_last_entry() throws InterruptedException {
        try (LocalLedger ledger = home.open(first, second)) {
            Motion motion = change.vote(ledger, second.key().publicKey());
            long size = ledger.chain().head().size() + 1;
            assertThat(file(size)).doesNotExist();
            CompletableFuture<SubmitOutcome> outcome =
                    ledger.submitAsync(change.enactment(motion).envelope());
            assertThat(ledger.chain().await(size - 1, Duration.ofSeconds(20))).isTrue();
            assertThat(file(size)).exists();
            assertThat(outcome.join()).isInstanceOf(SubmitOutcome.Committed.class);
        }
    }

    @Test
    void a_host_orders_no_key_that_it_does_not_hold() {
        Motion motion;
        try (LocalLedger ledger = home.open(first)) {
            motion = change.vote(ledger, second.key().publicKey());
            long before = ledger.chain().head().size();
            assertThat(ledger.submit(change.enactment(motion)))
                    .isInstanceOfSatisfying(
                            SubmitOutcome.Conflicted.class,
                            told -> assertThat(told.detail())
                                    .contains("expected the private key of "
                                            + second.key().text())
                                    .contains("found none")
                                    .contains("log.next-key"));
            assertThat(ledger.submit(commands.dataset())).isInstanceOf(SubmitOutcome.Committed.class);
            assertThat(ledger.chain().head().size()).isEqualTo(before + 1);
            assertThat(ledger.chain().handovers().keys().handovers()).isEmpty();
        }
        try (LocalLedger ledger = home.open(first, second)) {
            assertThat(ledger.submit(change.enactment(motion))).isInstanceOf(SubmitOutcome.Committed.class);
        }
    }

    @Test
    void afterwards_the_next_key_alone_is_enough_and_the_former_is_not() {
        long size = rotate();
        assertThatThrownBy(() -> home.open(first))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining(
                        "expected the log's key in force, " + second.key().text());
        try (LocalLedger ledger = home.open(second)) {
            ledger.submit(commands.dataset());
            LogKeys keys = ledger.chain().handovers().keys();
            assertThat(holds(keys, ledger.signedHead().note())).isTrue();
            assertThat(holds(keys, ledger.signedCheckpoint(size))).isTrue();
            assertThatThrownBy(() -> ledger.signedCheckpoint(size - 1))
                    .isInstanceOf(KeyFileException.class)
                    .hasMessageContaining(first.key().text());
        }
    }

    @Test
    void a_handover_that_a_crash_left_undone_is_signed_at_the_start() throws IOException {
        long size;
        try (LocalLedger ledger = home.open(first, second)) {
            size = change.decide(ledger, second.key().publicKey());
        }
        String signed = Files.readString(file(size));
        Files.delete(file(size));
        assertThatThrownBy(() -> home.open(second))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining(first.key().text())
                .hasMessageContaining("log.next-key");
        assertThat(file(size)).doesNotExist();
        home.open(second, first).close();
        assertThat(file(size)).content().isEqualTo(signed);
        home.open(second).close();
    }

    @Test
    void a_handover_that_the_disk_does_not_take_stops_the_host() {
        Motion motion;
        try (LocalLedger ledger = home.open(first, second)) {
            motion = change.vote(ledger, second.key().publicKey());
        }
        HostSeams seams = new HostSeams(Clock.systemUTC(), new NoHandovers(LogDisk.real()), CrashPoints.none());
        try (LocalLedger ledger =
                LocalLedger.open(home.folder(), home.genesis(), LogSigners.only(first, second), seams)) {
            long before = ledger.chain().head().size();
            assertThat(ledger.submit(change.enactment(motion))).isInstanceOf(SubmitOutcome.Unknown.class);
            assertThat(ledger.chain().head().size()).isEqualTo(before);
            assertThat(ledger.stopped())
                    .hasValueSatisfying(why -> assertThat(why).contains(".handover"));
        }
        try (LocalLedger ledger = home.open(first, second)) {
            assertThat(ledger.chain().handovers().due(Long.MAX_VALUE)).isEmpty();
            assertThat(ledger.chain().handovers().notes(0)).hasSize(1);
        }
    }

    @Test
    void keys_change_again_and_again_and_snapshots_hold() {
        rotate();
        long twice;
        try (LocalLedger ledger = home.open(third, second)) {
            twice = change.decide(ledger, third.key().publicKey());
            ledger.chain().snapshots().write(ledger.signedCheckpoint(twice), twice);
            ledger.submit(commands.dataset());
        }
        try (LocalLedger ledger = home.open(third)) {
            assertThat(ledger.chain().snapshots().begun()).isEqualTo(twice);
            assertThat(ledger.chain().snapshots().refused()).isEmpty();
            assertThat(ledger.chain().handovers().keys().all()).containsExactly(first.key(), second.key(), third.key());
            ledger.chain()
                    .snapshots()
                    .write(ledger.signedHead().note(), ledger.signedHead().size());
            ledger.submit(commands.dataset());
        }
        try (LocalLedger ledger = home.open(third)) {
            assertThat(ledger.chain().snapshots().begun()).isEqualTo(twice + 1);
            assertThat(holds(
                            ledger.chain().handovers().keys(),
                            ledger.signedHead().note()))
                    .isTrue();
        }
    }

    @Test
    void a_snapshot_signed_by_the_former_key_over_later_entries_is_refused() {
        long size = rotate();
        try (LocalLedger ledger = home.open(second)) {
            SignedNote right = ledger.signedCheckpoint(size + 1);
            ledger.chain().snapshots().write(first.sign(right.text()), size + 1);
        }
        try (LocalLedger ledger = home.open(second)) {
            assertThat(ledger.chain().snapshots().refused())
                    .hasValueSatisfying(why -> assertThat(why)
                            .contains("expected a checkpoint signed by "
                                    + second.key().text()));
        }
    }

    @Test
    void handovers_that_are_not_as_written_are_refused_with_a_sentence() throws IOException {
        long one = rotate();
        long two;
        try (LocalLedger ledger = home.open(second, third)) {
            two = change.decide(ledger, third.key().publicKey());
        }
        String right = Files.readString(file(one));
        Files.delete(file(one));
        assertRefused();
        Files.writeString(file(one), right.replace("\n" + one + "\n", "\n" + (one - 1) + "\n"));
        assertRefused();
        Files.writeString(file(one), Files.readString(file(two)));
        assertRefused();
        Files.writeString(file(one), withoutLine(right, first));
        assertRefused();
        Files.writeString(file(one), withoutLine(right, second));
        assertRefused();
        Files.writeString(file(one), right);
        Files.writeString(file(one - 1), right);
        assertRefused();
        Files.delete(file(one - 1));
        home.open(third).close();
    }

    @Test
    void a_handover_that_no_entry_decided_is_refused() throws IOException {
        try (LocalLedger ledger = home.open(first)) {
            ledger.submit(commands.dataset());
            long size = ledger.chain().head().size();
            LogKeys invented = LogKeys.of(first.key()).with(size, second.key().publicKey());
            String text = invented.head(
                            size,
                            ledger.chain().tree().root(size),
                            ledger.chain().tree().stateRoot(size))
                    .text();
            Files.writeString(file(size), second.sign(first.sign(text)).write());
        }
        assertThatThrownBy(() -> home.open(first, second))
                .isInstanceOf(LogDamagedException.class)
                .hasMessageContaining("expected in");
    }

    private void assertRefused() {
        assertThatThrownBy(() -> home.open(first, second, third))
                .isInstanceOf(LogDamagedException.class)
                .hasMessageContaining(".handover")
                .hasMessageContaining("each member's replica");
    }

    private static String withoutLine(String note, NoteSigner signer) {
        SignedNote whole = ((Parsed.Value<SignedNote>) SignedNote.parse(note)).value();
        List<SignedNote.Line> left = whole.signatures().stream()
                .filter(line -> !signer.key().verifies(new SignedNote(whole.text(), List.of(line))))
                .toList();
        return new SignedNote(whole.text(), left).write();
    }

    /** A disk that takes everything but handovers. */
    private static final class NoHandovers extends ForwardingDisk {
        NoHandovers(LogDisk disk) {
            super(disk);
        }

        @Override
        public LogFile open(Path file) throws IOException {
            if (file.getFileName().toString().contains(".handover")) {
                throw new IOException("no space left on device");
            }
            return super.open(file);
        }
    }
}
