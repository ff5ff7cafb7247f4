package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.ApprovalPolicy;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskState;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestIdentity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two people of each member approve; neither proposed the task. */
class FourEyesTest {
    private final Scenario scenario =
            Scenario.begun().edit(MemberKeys.policy(1), p -> Bent.approvals(p, new ApprovalPolicy(true, List.of())));
    private final TaskManifest manifest =
            scenario.story().propose(scenario.fixture().aTask().build());
    private final TestIdentity telcoOne = scenario.fixture().identity("telco-b", Role.APPROVER);
    private final TestIdentity telcoTwo = scenario.registered("telco-b", Role.APPROVER, "approver-2");

    private TaskCommand.ApproveTask approve(long slot, long after) {
        return new TaskCommand.ApproveTask(manifest.task(), manifest.digest(), after, Optional.of(slot));
    }

    private TaskState state() {
        return TaskStates.of(scenario.ledger().reader(), manifest.task(), scenario.time())
                .orElseThrow();
    }

    @Test
    void a_task_is_approved_when_two_people_of_each_member_have_approved() {
        for (String member : List.of("bank-a", "clearing-c")) {
            scenario.accepts(scenario.registered(member, Role.APPROVER, "second"), approve(1, 0));
            scenario.accepts(scenario.registered(member, Role.APPROVER, "third"), approve(2, 0));
        }
        scenario.accepts(telcoOne, approve(1, 0));
        assertThat(state()).isEqualTo(TaskState.PROPOSED);
        scenario.accepts(telcoTwo, approve(2, 0));
        assertThat(state()).isEqualTo(TaskState.APPROVED);
        scenario.accepts("telco-b", Role.ADMIN, new TaskCommand.RevokeApproval(manifest.task(), 1, Optional.of(2L)));
        assertThat(state()).isEqualTo(TaskState.PROPOSED);
    }

    @Test
    void a_start_misses_the_second_slot() {
        scenario.story().fund(manifest, 1);
        TestIdentity node = scenario.fixture().identity("bank-a", Role.NODE);
        scenario.accepts(scenario.registered("bank-a", Role.APPROVER, "second"), approve(1, 0));
        scenario.refuses(
                node, scenario.fixture().start(manifest, 1, scenario.time()), Reason.APPROVAL_MISSING, "bank-a");
        scenario.accepts(scenario.registered("bank-a", Role.APPROVER, "third"), approve(2, 0));
        scenario.accepts(telcoOne, approve(1, 0));
        scenario.refuses(
                node, scenario.fixture().start(manifest, 1, scenario.time()), Reason.APPROVAL_MISSING, "telco-b");
    }

    @Test
    void nobody_fills_both_slots_not_by_a_second_certificate_either() {
        scenario.accepts(telcoOne, approve(1, 0));
        scenario.refuses(telcoOne, approve(2, 0), Reason.FOUR_EYES, "approver-1");
        TestIdentity renewed = scenario.registered("telco-b", Role.APPROVER, "approver-1");
        scenario.refuses(renewed, approve(2, 0), Reason.FOUR_EYES, "approver-1");
        scenario.accepts(renewed, approve(1, 1));
        scenario.accepts(telcoTwo, approve(2, 0));
        scenario.refuses(telcoTwo, approve(1, 2), Reason.FOUR_EYES, "approver-2");
    }

    @Test
    void a_revoked_slot_frees_its_approver_for_the_other() {
        scenario.accepts(telcoOne, approve(1, 0));
        scenario.accepts(telcoOne, new TaskCommand.RevokeApproval(manifest.task(), 1));
        scenario.accepts(telcoOne, approve(2, 0));
        scenario.accepts(telcoTwo, approve(1, 2));
    }

    @Test
    void the_proposer_fills_no_slot_by_whatever_certificate() {
        TestIdentity proposer = scenario.fixture().identity("bank-a", Role.APPROVER);
        scenario.refuses(proposer, approve(1, 0), Reason.FOUR_EYES, "proposer");
        scenario.refuses(proposer, approve(2, 0), Reason.FOUR_EYES, "proposer");
        TestIdentity renewed = scenario.registered("bank-a", Role.APPROVER, proposer.handle());
        scenario.refuses(renewed, approve(1, 0), Reason.FOUR_EYES, "proposer");
    }

    @Test
    void four_eyes_stands_between_the_digest_and_the_seq() {
        scenario.accepts(telcoOne, approve(1, 0));
        Digest other = ConsortiumFixture.digest("another");
        scenario.refuses(
                telcoOne,
                new TaskCommand.ApproveTask(manifest.task(), other, 0, Optional.of(2L)),
                Reason.MANIFEST_MISMATCH,
                "/digest");
        scenario.refuses(telcoOne, approve(2, 7), Reason.FOUR_EYES, "approver-1");
        scenario.refuses(telcoTwo, approve(2, 7), Reason.BASE_CHANGED, "after");
    }

    @Test
    void without_four_eyes_there_is_no_second_slot_and_the_proposer_may_approve() {
        Scenario plain = Scenario.begun();
        plain.story().propose(manifest);
        plain.refuses("bank-a", Role.APPROVER, approve(2, 0), Reason.NOT_A_PARTY, "bank-a/2");
        plain.refuses(
                "bank-a",
                Role.ADMIN,
                new TaskCommand.RevokeApproval(manifest.task(), 0, Optional.of(2L)),
                Reason.NOT_A_PARTY,
                "bank-a/2");
        plain.accepts("bank-a", Role.APPROVER, approve(1, 0));
    }

    @Test
    void a_task_keeps_the_slots_of_the_policy_that_it_was_written_under() {
        Scenario plain = Scenario.begun();
        plain.story().propose(manifest);
        plain.story().approve(manifest);
        ProposalFaults.newPolicy(plain);
        plain.edit(MemberKeys.policy(2), p -> Bent.approvals(p, new ApprovalPolicy(true, List.of())));
        assertThat(TaskStates.of(plain.ledger().reader(), manifest.task(), plain.time()))
                .contains(TaskState.APPROVED);
        Task task = plain.read(TaskKeys.task(manifest.task())).orElseThrow();
        assertThat(Slots.each(plain.ledger().reader(), task.manifest())).isEqualTo(1);
    }
}
