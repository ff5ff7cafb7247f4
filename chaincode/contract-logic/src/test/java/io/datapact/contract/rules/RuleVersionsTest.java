package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Code;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An upgrade of the rules, played with a second version that knows no aborts and no starts. */
class RuleVersionsTest {
    private final Scenario scenario = Scenario.begun();
    private final Council council = new Council(scenario);
    private final SignatureVerifier verifier = scenario.fixture().verifier();
    private final Rules one = new RulesOne(verifier);
    private final Rules two = (context, command) -> {
        if (command instanceof RunCommand) {
            throw new RefusedException(Reason.STATE_FORBIDS, "two");
        }
        one.decide(context, command);
    };
    private final RuleBook both = book(Map.of(1L, one, 2L, two));
    private final TaskManifest manifest = scenario.fixture().aTask().runs(2).build();
    private final RunId run = scenario.story().started(manifest);
    private final Command abort =
            new RunCommand.AbortRun(run, new Code("lost"), Optional.empty(), ConsortiumFixture.digest("head"));

    private RuleBook book(Map<Long, Rules> versions) {
        return new RuleBook(verifier, new RuleVersions(versions));
    }

    private Decision judge(RuleBook book, String member, Role role, Command command) {
        byte[] envelope = scenario.fixture().signed(member, role, command, scenario.time());
        return book.apply(envelope, scenario.ledger().view(), new TxContext(scenario.time(), "tx"));
    }

    private void upgrade() {
        Motion motion = council.motion(new Action.UpgradeRules(2));
        council.yes(motion, "bank-a", "clearing-c", "telco-b");
        council.refuses(motion, Reason.RULES_UNKNOWN);
        Decision decision = judge(both, "telco-b", Role.NODE, new GovernanceCommand.Enact(motion));
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        ((Decision.Accepted) decision).writes().forEach(scenario.ledger()::force);
    }

    @Test
    void a_run_is_decided_to_its_end_by_the_rules_under_which_it_started() {
        upgrade();
        assertThat(judge(both, "bank-a", Role.NODE, abort)).isInstanceOf(Decision.Accepted.class);
        assertThat(judge(both, "bank-a", Role.NODE, scenario.fixture().start(manifest, 2, scenario.time())))
                .isEqualTo(new Decision.Rejected(Reason.STATE_FORBIDS, "two"));
        scenario.edit(
                RunKeys.run(run),
                r -> new Run(
                        r.run(),
                        r.manifestDigest(),
                        r.parties(),
                        r.started(),
                        r.deadline(),
                        2,
                        r.policy(),
                        r.period()));
        assertThat(judge(both, "bank-a", Role.NODE, abort))
                .isEqualTo(new Decision.Rejected(Reason.STATE_FORBIDS, "two"));
    }

    @Test
    void a_jar_without_the_version_in_force_or_the_runs_fails_closed() {
        upgrade();
        Command other = new SettlementCommand.Unlock(new RunId(manifest.task(), 2));
        RuleBook old = book(Map.of(1L, one));
        for (Command command : List.of(abort, other, new GovernanceCommand.PauseBriefly(1))) {
            Role role = command instanceof GovernanceCommand ? Role.ADMIN : Role.NODE;
            assertThat(judge(old, "bank-a", role, command)).isEqualTo(new Decision.Rejected(Reason.RULES_UNKNOWN, "2"));
        }
        RuleBook forgetful = book(Map.of(2L, two));
        assertThat(judge(forgetful, "bank-a", Role.NODE, abort))
                .isEqualTo(new Decision.Rejected(Reason.RULES_UNKNOWN, "1"));
        assertThat(Scenario.reasonOf(judge(forgetful, "bank-a", Role.NODE, other)))
                .contains(Reason.FUNDS_MISSING);
    }

    @Test
    void versions_follow_each_other() {
        upgrade();
        assertThat(scenario.read(MemberKeys.FRAME).orElseThrow().rulesVersion()).isEqualTo(2);
        for (long version : new long[] {1, 2}) {
            Motion motion = council.motion(new Action.UpgradeRules(version));
            assertThat(Scenario.reasonOf(judge(both, "telco-b", Role.NODE, new GovernanceCommand.Enact(motion))))
                    .contains(Reason.NOT_NEXT);
        }
    }

    @Test
    void every_command_that_names_one_run_is_decided_by_that_runs_version() {
        List<String> named = CommandCodec.types().values().stream()
                .filter(type ->
                        Stream.of(type.getRecordComponents()).anyMatch(component -> component.getType() == RunId.class))
                .map(Class::getSimpleName)
                .sorted()
                .toList();
        assertThat(named)
                .containsExactly(
                        "AbortRun",
                        "AnchorEvidence",
                        "AttestResult",
                        "CloseRun",
                        "CommitInput",
                        "ConfirmReceipt",
                        "FundTask",
                        "LockDeposit",
                        "OpenDispute",
                        "Release",
                        "ReturnReservation",
                        "Rule",
                        "StartRun",
                        "Unlock");
        for (Command command : List.of(
                abort,
                new SettlementCommand.CloseRun(run),
                new SettlementCommand.FundTask(run),
                new SettlementCommand.LockDeposit(run),
                new SettlementCommand.Unlock(run),
                new EvidenceCommand.AnchorEvidence(run, 1, ConsortiumFixture.digest("x"), 1))) {
            assertThat(CommandRuns.of(command)).contains(run);
        }
    }
}
