package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.evidence.StateDigest;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Code;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * An upgrade of the rules, played from the vote to the last run under the old ones. The second version, which a release
 * would put beside {@link RulesOne} in {@link RuleVersions#released}, is this test's: under it nobody aborts or closes a run,
 * and only an admin funds one.
 */
class UpgradeTest {
    private final ConsortiumFixture fixture = ConsortiumFixture.withoutSignatures();
    private final Story begun = Story.begun(fixture);
    private final Rules one = new RulesOne(fixture.verifier());
    private final RuleBook both = book(Map.of(1L, one, 2L, this::two));
    private final Story story = begun.branch(both::apply);

    private RuleBook book(Map<Long, Rules> versions) {
        return new RuleBook(fixture.verifier(), new RuleVersions(versions));
    }

    private void two(RuleContext context, Command command) {
        switch (command) {
            case RunCommand.AbortRun c -> throw new RefusedException(Reason.STATE_FORBIDS, "nobody aborts");
            case SettlementCommand.CloseRun c -> throw new RefusedException(Reason.STATE_FORBIDS, "nobody closes");
            case SettlementCommand.FundTask c
            when context.signer().role() != Role.ADMIN ->
                throw new RefusedException(Reason.CERTIFICATE_WRONG_ROLE, "admin");
            default -> one.decide(context, command);
        }
    }

    private Motion motion(long version) {
        Action action = new Action.UpgradeRules(version);
        return Motion.of(action, Motions.base(story.ledger().reader(), action), "0".repeat(32), story.time() + 60_000);
    }

    private void upgrade() {
        Motion motion = motion(2);
        for (String member : ConsortiumFixture.MEMBERS) {
            story.told(member, Role.ADMIN, new GovernanceCommand.Vote(motion, true));
        }
        story.told("telco-b", Role.NODE, new GovernanceCommand.Enact(motion));
    }

    private static Command abort(RunId run) {
        return new RunCommand.AbortRun(run, new Code("lost"), Optional.empty(), ConsortiumFixture.digest("head"));
    }

    private long rulesOf(RunId run) {
        return story.ledger()
                .reader()
                .read(RunKeys.run(run))
                .map(Run::rulesVersion)
                .orElseThrow();
    }

    private TaskManifest secondTask() {
        return fixture.aTask().task("bank-a/2026-000002").slot(2).build();
    }

    /** Proposes, approves and funds under the new rules, and starts. */
    private RunId startedUnderTwo(TaskManifest manifest) {
        story.propose(manifest);
        story.approve(manifest);
        RunId run = new RunId(manifest.task(), 1);
        assertThat(story.tell("bank-a", Role.NODE, new SettlementCommand.FundTask(run)))
                .isEqualTo(new Decision.Rejected(Reason.CERTIFICATE_WRONG_ROLE, "admin"));
        story.told("bank-a", Role.ADMIN, new SettlementCommand.FundTask(run));
        manifest.terms()
                .deposits()
                .forEach(deposit ->
                        story.told(deposit.member().value(), Role.NODE, new SettlementCommand.LockDeposit(run)));
        return story.start(manifest, 1);
    }

    @Test
    void a_run_ends_under_the_rules_it_started_under_while_all_else_goes_by_the_new_ones() {
        TaskManifest before = fixture.aTask().runs(2).build();
        RunId old = story.started(before);
        story.commitInputs(before, old);
        upgrade();
        RunId next = startedUnderTwo(secondTask());
        assertThat(rulesOf(old)).isEqualTo(1);
        assertThat(rulesOf(next)).isEqualTo(2);

        assertThat(story.tell("bank-a", Role.NODE, abort(next)))
                .isEqualTo(new Decision.Rejected(Reason.STATE_FORBIDS, "nobody aborts"));
        story.attest(before, old);
        story.release(before, old);
        story.pass(61_000).told("telco-b", Role.NODE, new SettlementCommand.CloseRun(old));
        assertThat(story.ledger()
                        .reader()
                        .read(SettlementKeys.outcome(old))
                        .orElseThrow()
                        .kind())
                .isEqualTo(OutcomeKind.SETTLED);
        assertThat(story.tell("telco-b", Role.NODE, new SettlementCommand.CloseRun(next)))
                .isEqualTo(new Decision.Rejected(Reason.STATE_FORBIDS, "nobody closes"));

        RunId second = new RunId(before.task(), 2);
        assertThat(story.tell("bank-a", Role.NODE, new SettlementCommand.FundTask(second)))
                .as("a run of the old task that had not started")
                .isEqualTo(new Decision.Rejected(Reason.CERTIFICATE_WRONG_ROLE, "admin"));
    }

    @Test
    void a_run_under_the_old_rules_may_still_be_aborted() {
        TaskManifest before = fixture.aTask().build();
        RunId old = story.started(before);
        upgrade();
        story.told("bank-a", Role.NODE, abort(old));
    }

    @Test
    void who_lacks_the_version_of_a_run_decides_all_but_that_run() {
        RunId run = story.started(fixture.aTask().build());
        upgrade();
        Story forgetful = story.branch(book(Map.of(2L, this::two))::apply);
        assertThat(forgetful.tell("bank-a", Role.NODE, abort(run)))
                .isEqualTo(new Decision.Rejected(Reason.RULES_UNKNOWN, "1"));
        forgetful.told("bank-a", Role.NODE, new SettlementCommand.PayOut("CNY", 1, ConsortiumFixture.digest("order")));
    }

    @Test
    void versions_follow_each_other() {
        upgrade();
        for (long version : new long[] {1, 2}) {
            assertThat(story.tell("telco-b", Role.NODE, new GovernanceCommand.Enact(motion(version))))
                    .isInstanceOfSatisfying(
                            Decision.Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo(Reason.NOT_NEXT));
        }
    }

    /** Decides all entries anew; the detail of the first refusal, with its position. */
    private Optional<String> replayed(RuleBook rules, SortedMap<String, byte[]> state) {
        for (LogEntry entry : story.ledger().entries()) {
            byte[] envelope = entry.envelope().toBytes();
            TxContext tx = new TxContext(entry.time(), entry.transactionId());
            Decision decision = entry.position() == 0
                    ? new GenesisRules(fixture.verifier()).writes(envelope)
                    : rules.apply(envelope, key -> Optional.ofNullable(state.get(key)), tx);
            switch (decision) {
                case Decision.Rejected(Reason reason, String detail) -> {
                    return Optional.of(entry.position() + " " + reason + " " + detail);
                }
                case Decision.Accepted accepted ->
                    accepted.writes()
                            .forEach(write -> write.value()
                                    .ifPresentOrElse(
                                            text -> state.put(write.key(), text.getBytes(StandardCharsets.UTF_8)),
                                            () -> state.remove(write.key())));
            }
        }
        return Optional.empty();
    }

    @Test
    void who_has_both_versions_replays_the_upgrade_and_who_has_one_stops_at_it() {
        story.started(fixture.aTask().build());
        upgrade();
        long enactment = story.ledger().entries().size() - 1L;
        startedUnderTwo(secondTask());

        SortedMap<String, byte[]> whole = new TreeMap<>();
        assertThat(replayed(both, whole)).isEmpty();
        assertThat(StateDigest.of(whole)).isEqualTo(story.ledger().stateDigest());
        RuleBook released = new RuleBook(fixture.verifier());
        assertThat(replayed(released, new TreeMap<>())).contains(enactment + " RULES_UNKNOWN 2");
    }

    @Test
    void who_lacks_the_version_in_force_decides_nothing_whatever_is_asked() {
        upgrade();
        assertThat(story.ledger().reader().read(MemberKeys.FRAME).orElseThrow().rulesVersion())
                .isEqualTo(2);
        Story old = story.branch(new RuleBook(fixture.verifier())::apply);
        TaskManifest manifest = fixture.aTask().build();
        for (Command command : List.of(
                new TaskCommand.ProposeTask(manifest),
                new SettlementCommand.PayOut("CNY", 1, ConsortiumFixture.digest("order")),
                fixture.start(manifest, 1, old.time()),
                new GovernanceCommand.RequestLeave())) {
            assertThat(old.tell("bank-a", Role.NODE, command))
                    .isEqualTo(new Decision.Rejected(Reason.RULES_UNKNOWN, "2"));
        }
    }
}
