package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.AlgorithmCommand;
import io.datapact.contract.command.Command;
import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.command.EvidenceCommand;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.evidence.DeletedRows;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Pause;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.StandingCaps;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestIdentity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The columns "role", P and S of contract.md section 5, tried command by command. */
class PermissionTest {
    /** A command's row: the roles that may sign, whether in a pause (P), whether when suspended (S). */
    private record Row(Command command, String roles, boolean paused, boolean suspended) {
        String type() {
            return CommandCodec.type(command.getClass());
        }
    }

    private static final String MONEY = "admin approver node market";
    private static final String ANYONE = "admin approver node market revoker";
    private static final Digest DIGEST = ConsortiumFixture.digest("x");
    private static final AlgorithmId ALGORITHM = new AlgorithmId("bank-a/a");
    private static final DatasetId DATASET = new DatasetId("bank-a/d");

    private final Scenario scenario = allInForce();
    private final TaskManifest manifest =
            scenario.fixture().aTask().terms(ManifestBuilder.terms(1, 0)).build();
    private final RunId run = new RunId(manifest.task(), 1);
    private final List<Row> rows = rows();

    private List<Row> rows() {
        return Stream.of(
                        ofGovernance(),
                        ofMembersAndDatasets(),
                        ofAlgorithms(),
                        ofTasks(),
                        ofRuns(),
                        ofEvidence(),
                        ofSettlements())
                .flatMap(List::stream)
                .toList();
    }

    private List<Row> ofGovernance() {
        Motion motion = new Council(scenario).motion(new Action.LongPause(60));
        return List.of(
                new Row(new GovernanceCommand.Vote(motion, true), "admin", true, true),
                new Row(new GovernanceCommand.Enact(motion), ANYONE, true, true),
                new Row(new GovernanceCommand.PauseBriefly(60), "admin", false, false),
                new Row(new GovernanceCommand.Resume(), "admin", true, false),
                new Row(new GovernanceCommand.RequestLeave(), "admin", true, true));
    }

    private List<Row> ofMembersAndDatasets() {
        ConsortiumFixture fixture = scenario.fixture();
        TestIdentity node = fixture.newIdentity("bank-a", Role.NODE, "7");
        return List.of(
                new Row(fixture.registration(node), "admin", true, true),
                new Row(new MemberCommand.RevokeCertificate(DIGEST, "superseded", 0), "admin revoker", true, true),
                new Row(new DatasetCommand.RegisterDataset(DATASET, Optional.empty()), "approver", false, false),
                new Row(
                        scenario.story()
                                .publish(
                                        DATASET,
                                        Story.loansSchema(),
                                        scenario.story().terms(0, List.of())),
                        "approver",
                        false,
                        false),
                new Row(new DatasetCommand.WithdrawDataset(DATASET), "approver", true, true));
    }

    private List<Row> ofAlgorithms() {
        return List.of(
                new Row(registration(), "approver", false, false),
                new Row(new AlgorithmCommand.RetireAlgorithm(ALGORITHM, 1), "approver", false, false),
                new Row(new AlgorithmCommand.ReviewAlgorithm(ALGORITHM, 1, DIGEST, true), "approver", false, false));
    }

    private List<Row> ofTasks() {
        return List.of(
                new Row(new TaskCommand.ProposeTask(manifest), "approver", false, false),
                new Row(new TaskCommand.ApproveTask(run.task(), DIGEST, 0), "approver", false, false),
                new Row(new TaskCommand.RevokeApproval(run.task(), 0), "admin approver", true, true),
                new Row(
                        new TaskCommand.GrantStanding(
                                new StandingId("bank-a/s"), StandingBench.template(StandingCaps.NONE)),
                        "approver",
                        false,
                        false),
                new Row(new TaskCommand.EndStanding(new StandingId("bank-a/s")), "approver", true, true),
                new Row(new TaskCommand.CloseTask(run.task(), new Code("no")), "approver", true, true));
    }

    private List<Row> ofRuns() {
        return List.of(
                new Row(new RunCommand.StartRun(run, List.of()), "node", false, false),
                new Row(Story.commitment(run, manifest.inputs().get(0)), "node", false, false),
                new Row(new RunCommand.ReturnReservation(run, new Code("loans")), "node", true, true),
                new Row(Story.attestation(manifest, run, manifest.parties().get(0)), "node", true, true),
                new Row(
                        new RunCommand.AbortRun(run, new Code("lost"), Optional.empty(), DIGEST),
                        "admin approver node",
                        true,
                        true),
                new Row(new RunCommand.Release(run, List.of()), "node", false, true),
                new Row(new RunCommand.ConfirmReceipt(run, DIGEST), "node", true, true));
    }

    private List<Row> ofEvidence() {
        ConsortiumFixture fixture = scenario.fixture();
        Bytes about =
                fixture.message(fixture.identity("telco-b", Role.NODE), fixture.askReady("telco-b", run, DIGEST, 0));
        return List.of(
                new Row(
                        new EvidenceCommand.RecordDeletion(
                                Optional.of(new DeletedRows(DATASET, 1, Optional.empty())), Optional.empty(), 1),
                        "node",
                        true,
                        true),
                new Row(new EvidenceCommand.AnchorEvidence(run, 1, DIGEST, 1), "node", true, true),
                new Row(
                        new EvidenceCommand.RecordDenial(
                                new MemberId("telco-b"), 0, 1, about, "NOT_NEXT", Optional.empty()),
                        "node",
                        true,
                        true));
    }

    private List<Row> ofSettlements() {
        return List.of(
                new Row(new SettlementCommand.PayIn("CNY", DIGEST, new MemberId("bank-a"), 1), "market", false, false),
                new Row(new SettlementCommand.Collect("CNY", List.of(DIGEST), List.of()), MONEY, true, true),
                new Row(new SettlementCommand.FundTask(run), MONEY, false, false),
                new Row(new SettlementCommand.LockDeposit(run), MONEY, false, false),
                new Row(new SettlementCommand.Unlock(run), MONEY, true, true),
                new Row(new SettlementCommand.PayOut("CNY", 1, DIGEST), MONEY, true, true),
                new Row(new SettlementCommand.OpenDispute(run, new Code("no"), DIGEST), MONEY, true, true),
                new Row(new SettlementCommand.Rule(run, Tribunal.settle()), "approver", true, false),
                new Row(new SettlementCommand.CloseRun(run), ANYONE, true, true));
    }

    private static AlgorithmCommand.RegisterAlgorithm registration() {
        Code code = new Code("c");
        return new AlgorithmCommand.RegisterAlgorithm(
                ALGORITHM, 1, code, DIGEST, DIGEST, List.of(code), code, code, false);
    }

    /** Begun, and an hour later, so that revokers are effective too. */
    private static Scenario allInForce() {
        Scenario begun = Scenario.begun();
        begun.story().pass(3_600_000);
        return begun;
    }

    @Test
    void the_table_has_every_command_once() {
        assertThat(rows.stream().map(Row::type))
                .containsExactlyInAnyOrderElementsOf(CommandCodec.types().keySet());
    }

    @TestFactory
    Stream<DynamicTest> each_command_asks_for_its_roles_a_running_network_and_an_active_member() {
        return rows.stream().map(row -> DynamicTest.dynamicTest(row.type(), () -> check(row)));
    }

    private void check(Row row) {
        for (Role role : ConsortiumFixture.ROLES) {
            boolean allowed = List.of(row.roles().split(" ", -1)).contains(role.text());
            if (!refusedLater(row)) {
                boolean refused = reason(scenario, row, role).equals(Optional.of(Reason.CERTIFICATE_WRONG_ROLE));
                assertThat(refused).as("role %s", role).isEqualTo(!allowed);
            }
            assertThat(Permission.of(row.command()).roles().contains(role)).isEqualTo(allowed);
        }
        Role role = Role.valueOf(row.roles().split(" ", -1)[0].toUpperCase(Locale.ROOT));
        Scenario suspended = allInForce();
        suspended.edit(MemberKeys.member(new MemberId("bank-a")), Bent::suspended);
        assertThat(reason(suspended, row, role).equals(Optional.of(Reason.MEMBER_SUSPENDED)))
                .isEqualTo(!row.suspended());
        Scenario paused = allInForce();
        paused.put(MemberKeys.PAUSE, new Pause(0, paused.time() - 1, paused.time() + 1));
        assertThat(reason(paused, row, role).equals(Optional.of(Reason.NETWORK_PAUSED)))
                .isEqualTo(!row.paused());
    }

    /** Rows whose own rules ask for a particular member, and say so by the same reason. */
    private static boolean refusedLater(Row row) {
        return row.command() instanceof SettlementCommand.PayIn
                || row.command() instanceof AlgorithmCommand.ReviewAlgorithm;
    }

    private static Optional<Reason> reason(Scenario scenario, Row row, Role role) {
        return Scenario.reasonOf(scenario.judge("bank-a", role, row.command()));
    }
}
