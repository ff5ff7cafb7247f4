package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.StateKey;
import io.datapact.contract.task.Approval;
import io.datapact.contract.task.ApprovalStatus;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskState;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.RecordCopy;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskRulesTest {
    private final Scenario scenario = Scenario.begun();
    private final TaskManifest manifest =
            scenario.story().propose(scenario.fixture().aTask().build());
    private final TaskId task = manifest.task();

    private TaskCommand.ApproveTask approve(long after) {
        return new TaskCommand.ApproveTask(task, manifest.digest(), after);
    }

    private TaskState state(long t) {
        return TaskStates.of(scenario.ledger().reader(), task, t).orElseThrow();
    }

    @Test
    void all_concerned_must_approve_before_a_task_is_approved() {
        assertThat(Slots.needed(scenario.ledger().reader(), manifest))
                .containsExactly(new MemberId("bank-a"), new MemberId("telco-b"), new MemberId("clearing-c"));
        assertThat(state(scenario.time())).isEqualTo(TaskState.PROPOSED);
        scenario.accepts("bank-a", Role.APPROVER, approve(0));
        scenario.accepts("telco-b", Role.APPROVER, approve(0));
        assertThat(state(scenario.time())).isEqualTo(TaskState.PROPOSED);
        scenario.accepts("clearing-c", Role.APPROVER, approve(0));
        assertThat(state(scenario.time())).isEqualTo(TaskState.APPROVED);
        assertThat(state(manifest.limits().notAfter())).isEqualTo(TaskState.APPROVED);
        assertThat(state(manifest.limits().notAfter() + 1)).isEqualTo(TaskState.EXPIRED);
        assertThat(TaskStates.of(scenario.ledger().reader(), new TaskId("bank-a/none"), 0))
                .isEmpty();
    }

    @Test
    void an_approval_names_the_very_manifest_and_the_seq_seen() {
        scenario.refuses(
                "bank-a",
                Role.APPROVER,
                new TaskCommand.ApproveTask(task, ConsortiumFixture.digest("another"), 0),
                Reason.MANIFEST_MISMATCH,
                "/digest");
        scenario.refuses("bank-a", Role.APPROVER, approve(1), Reason.BASE_CHANGED, "after");
        scenario.refuses("bank-a", Role.NODE, approve(0), Reason.CERTIFICATE_WRONG_ROLE, "node");
        scenario.accepts("bank-a", Role.APPROVER, approve(0));
        scenario.refuses("bank-a", Role.APPROVER, approve(0), Reason.BASE_CHANGED, "after");
        scenario.accepts("bank-a", Role.APPROVER, approve(1));
        Approval approval = scenario.read(TaskKeys.approval(task, new MemberId("bank-a"), 1))
                .orElseThrow();
        assertThat(approval.seq()).isEqualTo(2);
        assertThat(approval.handle()).isEqualTo("approver-1");
        assertThat(approval.standsUntil()).isEqualTo(scenario.time() + 604_800_000L);
    }

    @Test
    void unknown_closed_and_past_tasks_take_no_approval() {
        scenario.refuses(
                "bank-a",
                Role.APPROVER,
                new TaskCommand.ApproveTask(new TaskId("bank-a/none"), manifest.digest(), 0),
                Reason.MANIFEST_MISMATCH,
                "/task");
        scenario.accepts("telco-b", Role.APPROVER, new TaskCommand.CloseTask(task, new Code("refused")));
        scenario.refuses("bank-a", Role.APPROVER, approve(0), Reason.STATE_FORBIDS, "CLOSED");
        assertThat(state(scenario.time())).isEqualTo(TaskState.CLOSED);
        Scenario late = Scenario.begun();
        late.story().propose(manifest);
        late.story().pass(86_400_000L);
        late.refuses("bank-a", Role.APPROVER, approve(0), Reason.STATE_FORBIDS, "EXPIRED");
    }

    @Test
    void a_member_without_a_slot_neither_approves_nor_revokes_nor_closes() {
        TaskManifest two = scenario.fixture()
                .aTask()
                .task("bank-a/two")
                .slot(2)
                .parties(
                        manifest.parties().get(0),
                        new Party(1, manifest.parties().get(1).node(), List.of(Party.INPUT)))
                .build();
        scenario.story().propose(two);
        scenario.refuses(
                "clearing-c",
                Role.APPROVER,
                new TaskCommand.ApproveTask(two.task(), two.digest(), 0),
                Reason.NOT_A_PARTY,
                "clearing-c");
        scenario.refuses("clearing-c", Role.ADMIN, new TaskCommand.RevokeApproval(two.task(), 0), Reason.NOT_A_PARTY);
        scenario.refuses(
                "clearing-c",
                Role.APPROVER,
                new TaskCommand.CloseTask(two.task(), new Code("no")),
                Reason.NOT_A_PARTY,
                "clearing-c");
    }

    @Test
    void whatever_may_be_approved_may_be_revoked_after() {
        long most = TaskCommand.MAXIMUM_AFTER;
        StateKey<Approval> key = TaskKeys.approval(task, new MemberId("bank-a"), 1);
        scenario.accepts("bank-a", Role.APPROVER, approve(0));
        scenario.edit(key, a -> RecordCopy.with(a, "seq", most));
        scenario.accepts("bank-a", Role.APPROVER, approve(most));
        scenario.accepts("bank-a", Role.ADMIN, new TaskCommand.RevokeApproval(task, most + 1));
        assertThatThrownBy(() -> approve(most + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TaskCommand.RevokeApproval(task, most + 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_revocation_forecloses_an_approval_not_seen_yet() {
        TaskCommand.RevokeApproval revoke = new TaskCommand.RevokeApproval(task, 0);
        scenario.refuses(
                "bank-a",
                Role.ADMIN,
                new TaskCommand.RevokeApproval(new TaskId("bank-a/none"), 0),
                Reason.MANIFEST_MISMATCH,
                "/task");
        scenario.accepts("bank-a", Role.ADMIN, revoke);
        scenario.refuses("bank-a", Role.APPROVER, approve(0), Reason.BASE_CHANGED, "after");
        scenario.refuses("bank-a", Role.ADMIN, revoke, Reason.BASE_CHANGED, "after");
        assertThat(scenario.read(TaskKeys.approval(task, new MemberId("bank-a"), 1))
                        .orElseThrow()
                        .status())
                .isEqualTo(ApprovalStatus.REVOKED);
        scenario.accepts("bank-a", Role.APPROVER, approve(1));
    }

    @Test
    void an_approval_stops_standing_with_its_certificate_its_member_and_its_time() {
        scenario.story().approve(manifest);
        assertThat(state(scenario.time())).isEqualTo(TaskState.APPROVED);
        scenario.accepts(
                "telco-b",
                Role.ADMIN,
                new MemberCommand.RevokeCertificate(
                        scenario.fixture().identity("telco-b", Role.APPROVER).digest(), "superseded", scenario.time()));
        assertThat(state(scenario.time())).isEqualTo(TaskState.PROPOSED);
        Scenario suspended = Scenario.begun();
        suspended.story().propose(manifest);
        suspended.story().approve(manifest);
        suspended.edit(MemberKeys.member(new MemberId("telco-b")), Bent::suspended);
        assertThat(TaskStates.of(suspended.ledger().reader(), task, suspended.time()))
                .contains(TaskState.PROPOSED);
    }

    @Test
    void a_task_closes_once() {
        TaskCommand.CloseTask close = new TaskCommand.CloseTask(task, new Code("refused"));
        scenario.refuses("bank-a", Role.NODE, close, Reason.CERTIFICATE_WRONG_ROLE, "node");
        scenario.refuses(
                "bank-a",
                Role.APPROVER,
                new TaskCommand.CloseTask(new TaskId("bank-a/none"), new Code("refused")),
                Reason.MANIFEST_MISMATCH,
                "/task");
        scenario.accepts("clearing-c", Role.APPROVER, close);
        scenario.refuses("bank-a", Role.APPROVER, close, Reason.STATE_FORBIDS, "CLOSED");
    }

    @Test
    void an_approval_stands_to_its_last_moment() {
        scenario.story().approve(manifest);
        Approval first = scenario.read(TaskKeys.approval(task, new MemberId("bank-a"), 1))
                .orElseThrow();
        long last = scenario.time() + 60_000;
        scenario.put(
                TaskKeys.approval(task, new MemberId("bank-a"), 1),
                new Approval(first.seq(), first.status(), first.certificate(), first.handle(), last));
        assertThat(state(last)).isEqualTo(TaskState.APPROVED);
        assertThat(state(last + 1)).isEqualTo(TaskState.PROPOSED);
    }
}
