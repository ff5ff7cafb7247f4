package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.evidence.StateDigest;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunState;
import io.datapact.contract.state.Write;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random histories of a task's life, right and wrong commands at random times: contract.md section 8. The seed of a
 * failing history stands in the assertion.
 */
class HistoriesTest {
    private static final int HISTORIES = 2_000;
    private static final int COMMANDS = 34;
    private static final int REPLAYED = 50;

    /** The invariants speak of states, so a broken one shows in the next state that is looked at. */
    private static final int CHECKED = 4;

    private static final ConsortiumFixture FIXTURE = ConsortiumFixture.withoutSignatures();
    private static final Story BEGUN = Story.begun(FIXTURE);

    @Test
    void money_and_budgets_are_exact_in_every_history_and_nothing_is_stuck() {
        SortedMap<Long, Integer> rows = new TreeMap<>();
        for (int seed = 0; seed < HISTORIES; seed++) {
            Story story = BEGUN.branch();
            Invariants invariants = new Invariants(story.ledger(), "history " + seed);
            HistoryGenerator generator = new HistoryGenerator(FIXTURE, story.time(), new Random(seed));
            for (int i = 1; i <= COMMANDS; i++) {
                HistoryGenerator.Step step = generator.next();
                story.pass(step.millis());
                tell(story, seed, step.member(), step.role(), step.command());
                if (i % CHECKED == 0) {
                    invariants.hold();
                }
            }
            wind(story, seed, generator, invariants);
            invariants.rows().forEach(row -> rows.merge(row, 1, Integer::sum));
            if (seed < REPLAYED) {
                assertReplays(story, seed);
            }
        }
        // Row 5 needs a payer that owes a key; the fixture's payer is the only recipient.
        assertThat(rows).as("runs by the row that decided them").containsOnlyKeys(3L, 4L, 6L, 7L, 8L, 9L);
        assertThat(rows.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(HISTORIES / 2);
    }

    /** The first histories go through envelopes and leave a log to replay. */
    private static Decision tell(Story story, int seed, String member, Role role, Command command) {
        return seed < REPLAYED ? story.tell(member, role, command) : story.tellUnsigned(member, role, command);
    }

    /** Ends all that was begun: every run closes, every lock opens, every pay is collected; all money is free again. */
    private static void wind(Story story, int seed, HistoryGenerator generator, Invariants invariants) {
        story.pass(30 * 86_400_000L);
        for (TaskManifest manifest : generator.tasks()) {
            for (long n = 1; n <= manifest.limits().runs(); n++) {
                RunId run = new RunId(manifest.task(), n);
                Optional<RunState> state = RunStates.of(story.ledger().reader(), run, story.time());
                if (state.isPresent()) {
                    if (state.get() != RunState.DECIDED) {
                        assertThat(tell(story, seed, "bank-a", Role.NODE, new SettlementCommand.CloseRun(run)))
                                .as("history %d", seed)
                                .isInstanceOf(Decision.Accepted.class);
                    }
                    generator
                            .returns(run)
                            .forEach(command -> tell(
                                    story,
                                    seed,
                                    command.input().value().equals("loans") ? "bank-a" : "telco-b",
                                    Role.NODE,
                                    command));
                } else {
                    ConsortiumFixture.MEMBERS.forEach(
                            member -> tell(story, seed, member, Role.NODE, new SettlementCommand.Unlock(run)));
                }
                collect(story, seed, run);
            }
        }
        invariants.allMoneyIsFree();
        invariants.allReservationsAreResolved();
    }

    private static void collect(Story story, int seed, RunId run) {
        Command collect = new SettlementCommand.Collect("CNY", List.of(), List.of(run));
        ConsortiumFixture.MEMBERS.forEach(member -> tell(story, seed, member, Role.NODE, collect));
    }

    private static void assertReplays(Story story, int seed) {
        RuleBook rules = new RuleBook(FIXTURE.verifier());
        SortedMap<String, byte[]> state = new TreeMap<>();
        List<LogEntry> entries = story.ledger().entries();
        for (LogEntry entry : entries) {
            byte[] envelope = entry.envelope().toBytes();
            Decision decision = entry.position() == 0
                    ? new GenesisRules(FIXTURE.verifier()).writes(envelope)
                    : rules.apply(
                            envelope,
                            key -> Optional.ofNullable(state.get(key)),
                            new TxContext(entry.time(), entry.transactionId()));
            assertThat(decision).isInstanceOf(Decision.Accepted.class);
            List<Write> writes = new ArrayList<>(((Decision.Accepted) decision).writes());
            assertThat(writes)
                    .as("history %d, entry %d", seed, entry.position())
                    .isEqualTo(entry.writes());
            for (Write write : writes) {
                write.value()
                        .ifPresentOrElse(
                                value -> state.put(write.key(), value.getBytes(StandardCharsets.UTF_8)),
                                () -> state.remove(write.key()));
            }
        }
        assertThat(StateDigest.of(state)).isEqualTo(story.ledger().stateDigest());
    }
}
