package io.datapact.audit;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.TaskCommand.ApproveTask;
import io.datapact.contract.command.TaskCommand.GrantStanding;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.member.ApprovalPolicy;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.Write;
import io.datapact.contract.task.Approval;
import io.datapact.contract.task.ApprovalStatus;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.StandingApproval;
import io.datapact.contract.task.StandingCaps;
import io.datapact.contract.task.StandingInput;
import io.datapact.contract.task.StandingTemplate;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestIdentity;
import java.util.List;
import java.util.Optional;

/**
 * The story under four-eyes: bank-a asks telco-b, clearing-c is the regulator of the purpose. bank-a's and clearing-c's
 * people approve by twos; telco-b's machine approves by a standing approval that two people granted.
 */
class StrictStory extends AuditStory {
    static final StandingId STANDING = new StandingId("telco-b/reports");

    final TestIdentity bankTwo;
    final TestIdentity bankThree;
    final TestIdentity clearingTwo;
    final TestIdentity telcoTwo;
    final TestIdentity machine;

    private static final class Strict {
        private static final ApprovalPolicy POLICY = new ApprovalPolicy(
                true, List.of(new ApprovalPolicy.Regulated(new Code("credit-risk"), new MemberId("clearing-c"))));
        private static final Story STORY =
                Story.begun(ConsortiumFixture.createWith(policy -> RecordCopy.with(policy, "approvals", POLICY)));
    }

    StrictStory() {
        super(Strict.STORY);
        this.bankTwo = registered("bank-a", Role.APPROVER, "approver-2");
        this.bankThree = registered("bank-a", Role.APPROVER, "approver-3");
        this.clearingTwo = registered("clearing-c", Role.APPROVER, "approver-2");
        this.telcoTwo = registered("telco-b", Role.APPROVER, "approver-2");
        this.machine = registered("telco-b", Role.AUTO_APPROVER, "machine");
    }

    @Override
    TaskManifest firstManifest() {
        return aTask().parties(
                        new Party(0, new NodeId("bank-a/1"), List.of(Party.INPUT, Party.COMPUTE, Party.RECIPIENT)),
                        new Party(1, new NodeId("telco-b/1"), List.of(Party.INPUT, Party.COMPUTE)))
                .build();
    }

    @Override
    void approve() {
        approveAtBank();
        approveByRegulator();
        grant();
        approveByMachine();
    }

    void approveAtBank() {
        tell(bankTwo, slot(1, 0));
        tell(bankThree, slot(2, 0));
    }

    void approveByRegulator() {
        tell("clearing-c", Role.APPROVER, slot(1, 0));
        tell(clearingTwo, slot(2, 0));
    }

    void grant() {
        tell("telco-b", Role.APPROVER, new GrantStanding(STANDING, template()));
        tell(telcoTwo, new GrantStanding(STANDING, template()));
    }

    void approveByMachine() {
        tell(machine, byStanding());
    }

    /** clearing-c is no party and has nothing to anchor. */
    @Override
    void anchor() {
        tell("bank-a", Role.NODE, anchorOf("bank-a", 1));
        tell("telco-b", Role.NODE, anchorOf("telco-b", 1));
    }

    final ApproveTask slot(long slot, long after) {
        return new ApproveTask(manifest.task(), manifest.digest(), after, Optional.of(slot));
    }

    final ApproveTask byStanding() {
        return new ApproveTask(manifest.task(), manifest.digest(), 0, Optional.empty(), Optional.of(STANDING));
    }

    /** The story up to its start and what comes right after, which is what rules about approvals look at. */
    final StrictStory begun() {
        propose();
        fund();
        approve();
        start();
        afterwards();
        return this;
    }

    void afterwards() {
        // Nothing, in the right story.
    }

    /** Tells a command signed by one person that the host takes for another's. */
    final void tellAs(TestIdentity signer, TestIdentity taken, Command command) {
        time += STEP_MILLIS;
        host.force(signed(signer, command), time, host.decide(signed(taken, command), host.with(), time));
    }

    final Write approved(TestIdentity by, long slot) {
        return Forgery.put(
                TaskKeys.approval(manifest.task(), by.memberId(), slot),
                new Approval(1, ApprovalStatus.APPROVED, by.digest(), "approver", time + 1_000_000));
    }

    /** The standing approval as two people would have granted it. */
    final Write granted(StandingTemplate template) {
        return Forgery.put(
                TaskKeys.standing(STANDING),
                new StandingApproval(
                        STANDING,
                        template,
                        List.of(fixture.identity("telco-b", Role.APPROVER).digest(), telcoTwo.digest()),
                        Optional.empty()));
    }

    /** Starts as though the state held something else. */
    final void startAsThough(Write... writes) {
        time += STEP_MILLIS;
        byte[] envelope = signed("bank-a", Role.NODE, startRun());
        host.force(envelope, time, host.decide(envelope, host.with(writes), time));
    }

    StandingTemplate template() {
        return fittingTemplate();
    }

    static StandingTemplate fittingTemplate() {
        return new StandingTemplate(
                List.of(new Code("credit-risk")),
                new AlgorithmId("clearing-c/mpc-statistics"),
                1,
                List.of(new Code("group-by")),
                List.of(
                        new StandingInput(new DatasetId("bank-a/loans"), List.of("id", "amount", "defaulted")),
                        new StandingInput(new DatasetId("telco-b/subscribers"), List.of("id", "segment"))),
                List.of(new MemberId("bank-a"), new MemberId("telco-b")),
                List.of(new MemberId("bank-a")),
                10,
                1_000,
                false,
                "CNY",
                100_000,
                100_000,
                90_000,
                0,
                3,
                ConsortiumFixture.digest("parameters"),
                new StandingCaps(1, 0, 100_000));
    }
}
