package io.datapact.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.ledger.testing.ServedLedger;
import io.datapact.ledger.testing.TlsIdentities;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.LedgerQuery;
import io.datapact.node.ledger.LedgerSubscription;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLedgerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path root;

    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    private final LedgerCommands commands = new LedgerCommands(fixture);

    @Test
    void shows_each_member_the_same_history() throws InterruptedException {
        try (ServedLedger host = ServedLedger.begun(root.resolve("host"), fixture);
                EmbeddedLedger bank = host.follower(root.resolve("bank"), "bank-a");
                EmbeddedLedger telco = host.follower(root.resolve("telco"), "telco-b")) {
            commit(bank, commands.registration(Role.APPROVER));
            SubmitOutcome.Committed receipt = commit(bank, commands.dataset());
            assertThat(telco.awaitSize(receipt.position() + 1, PATIENCE)).isTrue();
            assertThat(telco.checkpoint()).isEqualTo(bank.checkpoint());
            assertThat(telco.chain().stateDigest(receipt.position()))
                    .isEqualTo(host.ledger().chain().stateDigest(receipt.position()));
            assertThat(telco.health()).isInstanceOf(FollowerHealth.Following.class);
        }
    }

    @Test
    void catches_up_after_a_restart_of_either_side() throws InterruptedException {
        ServedLedger host = ServedLedger.begun(root.resolve("host"), fixture);
        LedgerHome home = host.home();
        int port = host.port();
        EmbeddedLedger bank = host.follower(root.resolve("bank"), "bank-a");
        commit(bank, commands.registration(Role.APPROVER));
        bank.close();
        host.ledger().submit(commands.dataset());
        try (EmbeddedLedger again = host.follower(root.resolve("bank"), "bank-a")) {
            assertThat(again.awaitSize(3, PATIENCE)).isTrue();
            host.close();
            CompletableFuture<SubmitOutcome> pending =
                    CompletableFuture.supplyAsync(() -> again.submit(commands.dataset()));
            try (ServedLedger restarted = ServedLedger.of(home, port)) {
                assertThat(pending.join()).isInstanceOf(SubmitOutcome.Committed.class);
                assertThat(restarted.ledger().chain().head().size()).isEqualTo(4);
            }
        }
    }

    @Test
    void reads_what_it_verified_while_the_host_is_away() {
        ServedLedger host = ServedLedger.begun(root.resolve("host"), fixture);
        try (EmbeddedLedger bank = host.follower(root.resolve("bank"), "bank-a")) {
            SignedCommand known = commands.registration(Role.APPROVER);
            SubmitOutcome.Committed receipt = commit(bank, known);
            host.close();
            assertThat(bank.read(new LedgerQuery.ByPrefix("cert/", 100)).values())
                    .hasSizeGreaterThan(1);
            assertThat(bank.submit(known)).isEqualTo(receipt);
            assertThat(bank.checkpoint().entries()).isEqualTo(2);
        }
    }

    @Test
    void does_not_know_the_fate_of_a_command_that_nobody_answers() {
        ServedLedger host = ServedLedger.begun(root.resolve("host"), fixture);
        EmbeddedLedgerSettings usual =
                host.settings(root.resolve("bank"), new TlsIdentities(fixture).of("bank-a"), host.port());
        host.close();
        EmbeddedLedgerSettings impatient = new EmbeddedLedgerSettings(
                usual.folder(), usual.genesis(), usual.host(), usual.port(), usual.identity(), Duration.ofMillis(500));
        SignedCommand command = commands.registration(Role.APPROVER);
        try (EmbeddedLedger bank = EmbeddedLedger.open(impatient)) {
            assertThat(bank.submit(command)).isInstanceOfSatisfying(SubmitOutcome.Unknown.class, unknown -> {
                assertThat(unknown.command()).isEqualTo(command.payloadDigest());
                assertThat(unknown.detail()).contains("cannot be reached");
            });
            assertThat(bank.health()).isInstanceOf(FollowerHealth.Connecting.class);
        }
    }

    @Test
    void waits_while_entries_are_dated_ahead_of_its_clock_and_then_takes_them() throws Exception {
        AtomicLong behind = new AtomicLong(EmbeddedLedger.MOST_AHEAD_MILLIS + 60_000);
        InstantSource clock = () -> Instant.now().minusMillis(behind.get());
        try (ServedLedger host = ServedLedger.begun(root.resolve("host"), fixture)) {
            host.ledger().submit(commands.registration(Role.APPROVER));
            try (EmbeddedLedger bank = host.follower(root.resolve("bank"), "bank-a", clock)) {
                long deadline = System.nanoTime() + PATIENCE.toNanos();
                while (!(bank.health() instanceof FollowerHealth.Waiting) && System.nanoTime() < deadline) {
                    Thread.onSpinWait();
                }
                assertThat(bank.health())
                        .isInstanceOfSatisfying(
                                FollowerHealth.Waiting.class,
                                waiting -> assertThat(waiting.detail()).contains("ahead of this node's clock"));
                assertThat(bank.chain().head().size()).isEqualTo(1);
                behind.set(0);
                assertThat(bank.awaitSize(2, PATIENCE)).isTrue();
                assertThat(Files.exists(root.resolve("bank/conflict"))).isFalse();
            }
        }
    }

    @Test
    void refuses_a_host_that_was_rolled_back() throws Exception {
        ServedLedger host = ServedLedger.begun(root.resolve("host"), fixture);
        host.ledger().submit(commands.registration(Role.APPROVER));
        int port = host.port();
        try (EmbeddedLedger bank = host.follower(root.resolve("bank"), "bank-a")) {
            commit(bank, commands.dataset());
            host.close();
            LedgerHome before = LedgerHome.begun(root.resolve("before"), fixture);
            try (ServedLedger _ = ServedLedger.of(before, port)) {
                assertDiverged(bank, "expected a host with at least the 3 entries");
            }
        }
        assertThat(Files.readString(root.resolve("bank/conflict")))
                .contains("found one with 1")
                .contains("fixture.example/log");
    }

    /** Entries of a checkpoint that the log's key signed. */
    private long entriesOfSigned(String written) {
        SignedNote note = ((Parsed.Value<SignedNote>) SignedNote.parse(written)).value();
        assertThat(fixture.logSigner().key().verifies(note)).isTrue();
        return ((Parsed.Value<Checkpoint>) Checkpoint.parse(note.text()))
                .value()
                .size();
    }

    @Test
    void refuses_a_host_that_rewrote_history_between_two_runs() throws Exception {
        ServedLedger host = ServedLedger.begun(root.resolve("host"), fixture);
        int port = host.port();
        EmbeddedLedger first = host.follower(root.resolve("bank"), "bank-a");
        commit(first, commands.registration(Role.APPROVER));
        first.close();
        host.close();
        LedgerHome other = LedgerHome.begun(root.resolve("other"), fixture);
        try (ServedLedger rewritten = ServedLedger.of(other, port)) {
            rewritten.ledger().submit(commands.registration(Role.NODE));
            rewritten.ledger().submit(commands.registration(Role.MARKET));
            try (EmbeddedLedger bank = rewritten.follower(root.resolve("bank"), "bank-a")) {
                assertDiverged(bank, "expected a proof that the host's 3 entries extend the 2");
                assertThat(bank.chain().head().size()).isEqualTo(2);
            }
        }
        String[] evidence = Files.readString(root.resolve("bank/conflict")).split("--- [a-z ]+ ---\n", -1);
        assertThat(evidence).hasSize(3);
        assertThat(entriesOfSigned(evidence[1])).isEqualTo(3);
        assertThat(entriesOfSigned(evidence[2])).isEqualTo(2);
    }

    @Test
    void takes_a_host_of_another_network_for_a_liar() throws Exception {
        ConsortiumFixture other = LedgerCommands.aConsortium();
        try (ServedLedger host = ServedLedger.begun(root.resolve("host"), fixture)) {
            host.ledger().submit(commands.registration(Role.APPROVER));
            EmbeddedLedgerSettings settings = new EmbeddedLedgerSettings(
                    root.resolve("bank"),
                    new LedgerHome(root, other).genesis(),
                    ServedLedger.ADDRESS,
                    host.port(),
                    new TlsIdentities(fixture).of("bank-a"),
                    PATIENCE);
            try (EmbeddedLedger bank = EmbeddedLedger.open(settings)) {
                assertDiverged(bank, "expected a checkpoint signed by");
            }
        }
    }

    @Test
    void leaves_no_temporary_files_behind() throws IOException {
        try (ServedLedger host = ServedLedger.begun(root.resolve("host"), fixture);
                EmbeddedLedger bank = host.follower(root.resolve("bank"), "bank-a")) {
            commit(bank, commands.registration(Role.APPROVER));
            commit(bank, commands.dataset());
        }
        try (Stream<Path> files = Files.list(root.resolve("bank"))) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrderElementsOf(List.of("chain", "checkpoint"));
        }
    }

    private static void assertDiverged(EmbeddedLedger ledger, String why) throws InterruptedException {
        try (LedgerSubscription events = ledger.eventsFrom(ledger.chain().head().size())) {
            assertThatThrownBy(() -> events.poll(PATIENCE))
                    .isInstanceOf(LedgerDivergedException.class)
                    .hasMessageContaining(why);
        }
        assertThat(ledger.health()).isInstanceOf(FollowerHealth.Diverged.class);
        assertThatThrownBy(() -> ledger.read(new LedgerQuery.ByKey("any"))).isInstanceOf(LedgerDivergedException.class);
        assertThatThrownBy(ledger::checkpoint).isInstanceOf(LedgerDivergedException.class);
    }

    private static SubmitOutcome.Committed commit(EmbeddedLedger ledger, SignedCommand command) {
        SubmitOutcome outcome = ledger.submit(command);
        assertThat(outcome).isInstanceOf(SubmitOutcome.Committed.class);
        return (SubmitOutcome.Committed) outcome;
    }
}
