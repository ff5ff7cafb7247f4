package io.datapact.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.command.CommandKeys;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.testing.ConsortiumFixture;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} must do. An adapter's test extends this and opens its ledger. */
public abstract class LedgerContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BRIEFLY = Duration.ofMillis(50);

    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    private final LedgerCommands commands = new LedgerCommands(fixture);
    private Ledger ledger;

    /** Opens a ledger that holds the fixture's genesis and nothing else; a client of it may already do all the rest. */
    protected abstract Ledger open(ConsortiumFixture fixture);

    @BeforeEach
    void open_ledger() {
        ledger = open(fixture);
    }

    @AfterEach
    void close_ledger() {
        ledger.close();
    }

    @Test
    void shows_a_committed_command_to_reads() {
        SubmitOutcome.Committed receipt = commit(commands.registration(Role.APPROVER));
        String key = MemberKeys.certificate(commands.identity(Role.APPROVER).digest())
                .path();
        LedgerRead read = ledger.read(new LedgerQuery.ByKey(key));
        assertThat(read.position()).isGreaterThanOrEqualTo(receipt.position());
        assertThat(read.values()).singleElement().satisfies(found -> {
            assertThat(found.key()).isEqualTo(key);
            assertThat(new String(found.value().toBytes(), StandardCharsets.UTF_8))
                    .contains("\"role\":\"approver\"");
        });
        assertThat(ledger.read(new LedgerQuery.ByKey("cert/none")).first()).isEmpty();
    }

    @Test
    void gives_the_first_receipt_again() {
        SignedCommand command = commands.registration(Role.APPROVER);
        SubmitOutcome.Committed first = commit(command);
        commit(commands.dataset());
        assertThat(ledger.submit(command)).isEqualTo(first);
        assertThat(ledger.checkpoint().entries()).isEqualTo(first.position() + 2);
    }

    @Test
    void leaves_nothing_of_a_refused_command() {
        commit(commands.registration(Role.NODE));
        long entries = ledger.checkpoint().entries();
        SignedCommand command = commands.dataset();
        assertThat(ledger.submit(command))
                .isInstanceOfSatisfying(
                        SubmitOutcome.Rejected.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.CERTIFICATE_UNKNOWN));
        assertThat(ledger.checkpoint().entries()).isEqualTo(entries);
        String key = CommandKeys.outcome(command.payloadDigest()).path();
        assertThat(ledger.read(new LedgerQuery.ByKey(key)).first()).isEmpty();
    }

    @Test
    void accepts_a_refused_command_once_the_state_allows_it() {
        SignedCommand command = commands.dataset();
        assertThat(ledger.submit(command)).isInstanceOf(SubmitOutcome.Rejected.class);
        commit(commands.registration(Role.APPROVER));
        commit(command);
    }

    @Test
    void refuses_hostile_commands_with_a_reason() {
        assertThat(reason(commands.ofAnotherNetwork())).isEqualTo(Reason.WRONG_NETWORK);
        byte[] garbage = "no command".getBytes(StandardCharsets.UTF_8);
        byte[] sealed = fixture.seal(commands.identity(Role.ADMIN).key(), Dsse.COMMAND, garbage);
        assertThat(reason(SignedCommand.of(sealed))).isEqualTo(Reason.MALFORMED);
        assertThatIllegalArgumentException().isThrownBy(() -> SignedCommand.of(garbage));
        assertThat(ledger.read(new LedgerQuery.ByPrefix("cmd/", 10)).values()).isEmpty();
    }

    @Test
    void delivers_events_without_gaps_from_any_position() throws InterruptedException {
        try (LedgerSubscription waiting = ledger.eventsFrom(3)) {
            assertThat(waiting.poll(BRIEFLY)).isEmpty();
            List<SubmitOutcome.Committed> receipts = commitSome(5);
            for (long from = 0; from <= 6; from++) {
                assertThat(positions(from, 6 - from))
                        .isEqualTo(LongStream.range(from, 6).boxed().toList());
            }
            LedgerUpdate third = waiting.poll(PATIENCE).orElseThrow();
            assertThat(third.position()).isEqualTo(3);
            assertThat(third.entry().transactionId()).isEqualTo(receipts.get(2).transactionId());
            assertThat(third.events()).isNotEmpty();
            assertThat(waiting.position()).isEqualTo(4);
        }
    }

    @Test
    void delivers_the_genesis_first() throws InterruptedException {
        try (LedgerSubscription events = ledger.eventsFrom(0)) {
            LedgerUpdate genesis = events.poll(PATIENCE).orElseThrow();
            assertThat(genesis.position()).isZero();
            assertThat(genesis.entry().envelope().toBytes()).isEqualTo(fixture.genesis());
            assertThat(events.poll(BRIEFLY)).isEmpty();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ledger.eventsFrom(-1));
    }

    @Test
    void orders_concurrent_commands_and_commits_each_once() throws Exception {
        commit(commands.registration(Role.APPROVER));
        List<SignedCommand> all =
                IntStream.range(0, 24).mapToObj(i -> commands.dataset("d-" + i)).toList();
        Set<Long> positions = new HashSet<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Future<SubmitOutcome>> outcomes = new ArrayList<>();
            for (SignedCommand command : all) {
                outcomes.add(clients.submit(() -> ledger.submit(command)));
                outcomes.add(clients.submit(() -> ledger.submit(command)));
            }
            for (Future<SubmitOutcome> outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(SubmitOutcome.Committed.class);
                positions.add(((SubmitOutcome.Committed) outcome.get()).position());
            }
        }
        assertThat(positions).hasSize(all.size());
        assertThat(ledger.checkpoint().entries()).isEqualTo(all.size() + 2);
    }

    @Test
    void covers_committed_entries_by_its_checkpoint() {
        SubmitOutcome.Committed receipt = commit(commands.registration(Role.APPROVER));
        LedgerCheckpoint checkpoint = ledger.checkpoint();
        assertThat(checkpoint.entries()).isEqualTo(receipt.position() + 1);
        assertThat(checkpoint.origin()).isEqualTo(fixture.logSigner().key().name());
        assertThat(checkpoint.note()).startsWith(checkpoint.origin() + "\n" + checkpoint.entries() + "\n");
    }

    @Test
    void reads_prefixes_sorted_and_limited() {
        commit(commands.registration(Role.APPROVER));
        List.of("c", "a", "b").forEach(name -> commit(commands.dataset(name)));
        LedgerRead read = ledger.read(new LedgerQuery.ByPrefix("ds/", 2));
        assertThat(read.values()).extracting(LedgerRead.KeyValue::key).containsExactly("ds/bank-a/a", "ds/bank-a/b");
        assertThatIllegalArgumentException().isThrownBy(() -> new LedgerQuery.ByPrefix("ds/", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LedgerQuery.ByPrefix("", 1));
    }

    @Test
    void says_that_it_was_closed() {
        SignedCommand command = commands.registration(Role.APPROVER);
        LedgerSubscription events = ledger.eventsFrom(0);
        LedgerSubscription own = ledger.eventsFrom(0);
        own.close();
        assertThatThrownBy(() -> own.poll(BRIEFLY)).isInstanceOf(LedgerClosedException.class);
        ledger.close();
        assertThatThrownBy(() -> ledger.submit(command)).isInstanceOf(LedgerClosedException.class);
        assertThatThrownBy(() -> ledger.read(new LedgerQuery.ByKey("any"))).isInstanceOf(LedgerClosedException.class);
        assertThatThrownBy(() -> ledger.eventsFrom(0)).isInstanceOf(LedgerClosedException.class);
        assertThatThrownBy(() -> ledger.checkpoint()).isInstanceOf(LedgerClosedException.class);
        assertThatThrownBy(() -> events.poll(PATIENCE)).isInstanceOf(LedgerClosedException.class);
        assertThatCode(ledger::close).doesNotThrowAnyException();
    }

    private List<SubmitOutcome.Committed> commitSome(int count) {
        List<SignedCommand> some = new ArrayList<>();
        some.add(commands.registration(Role.APPROVER));
        while (some.size() < count) {
            some.add(commands.dataset());
        }
        return some.stream().map(this::commit).toList();
    }

    private List<Long> positions(long from, long count) throws InterruptedException {
        List<Long> found = new ArrayList<>();
        try (LedgerSubscription events = ledger.eventsFrom(from)) {
            Optional<LedgerUpdate> update = count == 0 ? Optional.empty() : events.poll(PATIENCE);
            while (update.isPresent()) {
                found.add(update.get().position());
                update = found.size() == count ? Optional.empty() : events.poll(PATIENCE);
            }
        }
        return found;
    }

    private Reason reason(SignedCommand command) {
        SubmitOutcome outcome = ledger.submit(command);
        assertThat(outcome).isInstanceOf(SubmitOutcome.Rejected.class);
        return ((SubmitOutcome.Rejected) outcome).reason();
    }

    private SubmitOutcome.Committed commit(SignedCommand command) {
        SubmitOutcome outcome = ledger.submit(command);
        assertThat(outcome).isInstanceOf(SubmitOutcome.Committed.class);
        return (SubmitOutcome.Committed) outcome;
    }
}
