package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.member.ApprovalPolicy;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.PeriodPolicy;
import io.datapact.contract.member.Role;
import io.datapact.contract.task.Approval;
import io.datapact.contract.task.StandingApproval;
import io.datapact.contract.task.StandingCaps;
import io.datapact.contract.task.StandingTemplate;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskState;
import io.datapact.contract.testing.TestIdentity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Standing approvals: templates, exact approvals that name them, caps per period, their end. */
class StandingRulesTest {
    private static final StandingId STANDING = StandingBench.STANDING;
    private static final StandingTemplate TEMPLATE = StandingBench.template(StandingBench.TWO_RUNS);

    private final Scenario scenario = Scenario.begun();
    private final StandingBench bench =
            new StandingBench(scenario, scenario.fixture().aTask().runs(3).build());

    private static TaskState state(Scenario scenario, TaskManifest manifest) {
        return TaskStates.of(scenario.ledger().reader(), manifest.task(), scenario.time())
                .orElseThrow();
    }

    @Test
    void an_exact_approval_that_names_it_fills_the_slot() {
        bench.granted(TEMPLATE).othersApproveAndFund();
        assertThat(state(scenario, bench.manifest())).isEqualTo(TaskState.PROPOSED);
        scenario.accepts(bench.auto(), bench.approve(0));
        Approval entry = scenario.read(TaskKeys.approval(bench.manifest().task(), new MemberId("telco-b"), 1))
                .orElseThrow();
        assertThat(entry.standing()).contains(STANDING);
        assertThat(entry.handle()).isEqualTo("machine");
        assertThat(state(scenario, bench.manifest())).isEqualTo(TaskState.APPROVED);
    }

    @Test
    void it_is_granted_by_approvers_of_the_member_whose_name_it_bears() {
        scenario.refuses(
                "bank-a", Role.APPROVER, StandingBench.grant(TEMPLATE), Reason.CERTIFICATE_WRONG_ROLE, "telco-b");
        scenario.refuses("telco-b", Role.NODE, StandingBench.grant(TEMPLATE), Reason.CERTIFICATE_WRONG_ROLE, "node");
        scenario.refuses(bench.auto(), StandingBench.grant(TEMPLATE), Reason.CERTIFICATE_WRONG_ROLE, "auto-approver");
        scenario.refuses(
                "bank-a",
                Role.APPROVER,
                new TaskCommand.EndStanding(STANDING),
                Reason.CERTIFICATE_WRONG_ROLE,
                "telco-b");
    }

    @Test
    void an_auto_approver_signs_only_by_a_standing_of_its_member_and_only_an_auto_approver() {
        bench.granted(TEMPLATE);
        TaskManifest manifest = bench.manifest();
        scenario.refuses(
                bench.auto(),
                new TaskCommand.ApproveTask(manifest.task(), manifest.digest(), 0),
                Reason.CERTIFICATE_WRONG_ROLE,
                "auto-approver");
        scenario.refuses("telco-b", Role.APPROVER, bench.approve(0), Reason.CERTIFICATE_WRONG_ROLE, "approver");
        TestIdentity foreign = scenario.registered("bank-a", Role.AUTO_APPROVER, "machine");
        scenario.refuses(foreign, bench.approve(0), Reason.CERTIFICATE_WRONG_ROLE, "telco-b");
        scenario.refuses(
                bench.auto(),
                new TaskCommand.RevokeApproval(manifest.task(), 0),
                Reason.CERTIFICATE_WRONG_ROLE,
                "auto-approver");
    }

    @Test
    void an_approval_names_a_slot_or_a_standing_never_both() {
        TaskManifest manifest = bench.manifest();
        assertThatThrownBy(() -> new TaskCommand.ApproveTask(
                        manifest.task(), manifest.digest(), 0, Optional.of(1L), Optional.of(STANDING)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found both");
    }

    @Test
    void starts_charge_the_caps_of_the_period_and_nothing_comes_back() {
        bench.granted(TEMPLATE).othersApproveAndFund();
        scenario.accepts(bench.auto(), bench.approve(0));
        scenario.story().start(bench.manifest(), 1);
        scenario.story().start(bench.manifest(), 2);
        long period = new PeriodPolicy(30).numberAt(scenario.time());
        assertThat(scenario.read(TaskKeys.standingUsed(STANDING, period))).contains(new StandingCaps(2, 0, 200_000));
        scenario.refuses(
                "bank-a",
                Role.NODE,
                scenario.fixture().start(bench.manifest(), 3, scenario.time()),
                Reason.STANDING_EXCEEDED,
                STANDING.value());
    }

    @Test
    void its_end_ends_every_approval_that_names_it() {
        bench.granted(TEMPLATE).othersApproveAndFund();
        scenario.accepts(bench.auto(), bench.approve(0));
        TaskCommand.EndStanding end = new TaskCommand.EndStanding(STANDING);
        scenario.refuses(
                "telco-b",
                Role.APPROVER,
                new TaskCommand.EndStanding(new StandingId("telco-b/none")),
                Reason.MANIFEST_MISMATCH,
                "/standing");
        scenario.accepts("telco-b", Role.APPROVER, end);
        assertThat(state(scenario, bench.manifest())).isEqualTo(TaskState.PROPOSED);
        scenario.refuses(
                "bank-a",
                Role.NODE,
                scenario.fixture().start(bench.manifest(), 1, scenario.time()),
                Reason.APPROVAL_REVOKED,
                "telco-b");
        scenario.refuses(bench.auto(), bench.approve(1), Reason.APPROVAL_REVOKED, STANDING.value());
        scenario.refuses("telco-b", Role.APPROVER, end, Reason.ALREADY_DECIDED, STANDING.value());
        scenario.refuses(
                "telco-b", Role.APPROVER, StandingBench.grant(TEMPLATE), Reason.ALREADY_DECIDED, STANDING.value());
        TaskManifest manifest = bench.manifest();
        scenario.accepts("telco-b", Role.APPROVER, new TaskCommand.ApproveTask(manifest.task(), manifest.digest(), 1));
        assertThat(state(scenario, manifest)).isEqualTo(TaskState.APPROVED);
    }

    @Test
    void it_stands_no_longer_than_its_granters_certificate_and_the_auto_approvers() {
        for (boolean granter : new boolean[] {true, false}) {
            Scenario branch = Scenario.begun();
            StandingBench own = new StandingBench(branch, bench.manifest())
                    .granted(TEMPLATE)
                    .othersApproveAndFund();
            branch.accepts(own.auto(), own.approve(0));
            TestIdentity revoked = granter ? branch.fixture().identity("telco-b", Role.APPROVER) : own.auto();
            branch.accepts(
                    "telco-b",
                    Role.ADMIN,
                    new MemberCommand.RevokeCertificate(revoked.digest(), "superseded", branch.time()));
            assertThat(state(branch, own.manifest())).isEqualTo(TaskState.PROPOSED);
        }
    }

    @Test
    void an_unknown_one_covers_nothing_and_the_seq_is_asked_last() {
        scenario.refuses(bench.auto(), bench.approve(0), Reason.MANIFEST_MISMATCH, "/standing");
        bench.granted(TEMPLATE);
        scenario.refuses(bench.auto(), bench.approve(1), Reason.BASE_CHANGED, "after");
    }

    @Test
    void under_four_eyes_two_people_grant_it_and_one_approval_fills_both_slots() {
        Scenario strict = Scenario.begun()
                .edit(MemberKeys.policy(1), p -> Bent.approvals(p, new ApprovalPolicy(true, List.of())));
        StandingBench own = new StandingBench(strict, bench.manifest()).granted(TEMPLATE);
        strict.refuses(own.auto(), own.approve(0), Reason.APPROVAL_MISSING, STANDING.value());
        strict.refuses("telco-b", Role.APPROVER, StandingBench.grant(TEMPLATE), Reason.FOUR_EYES, "approver-1");
        TestIdentity second = strict.registered("telco-b", Role.APPROVER, "approver-2");
        StandingTemplate wider = StandingBench.template(new StandingCaps(9, 9, 9));
        strict.refuses(second, StandingBench.grant(wider), Reason.MANIFEST_MISMATCH, "/template");
        strict.accepts(second, StandingBench.grant(TEMPLATE));
        TestIdentity third = strict.registered("telco-b", Role.APPROVER, "approver-3");
        strict.refuses(third, StandingBench.grant(TEMPLATE), Reason.ALREADY_DECIDED, STANDING.value());
        strict.accepts(third, new TaskCommand.RevokeApproval(own.manifest().task(), 0, Optional.of(2L)));
        strict.refuses(own.auto(), own.approve(0), Reason.BASE_CHANGED, "after");
        strict.accepts(own.auto(), own.approve(1));
        for (long slot = 1; slot <= 2; slot++) {
            Approval entry = strict.read(TaskKeys.approval(own.manifest().task(), new MemberId("telco-b"), slot))
                    .orElseThrow();
            assertThat(entry.standing()).contains(STANDING);
            assertThat(entry.seq()).isEqualTo(slot);
        }
    }

    @Test
    void under_four_eyes_the_proposer_grants_nothing_that_covers_its_task() {
        Scenario strict = Scenario.begun()
                .edit(MemberKeys.policy(1), p -> Bent.approvals(p, new ApprovalPolicy(true, List.of())));
        TaskManifest manifest = strict.story().propose(bench.manifest());
        StandingId own = new StandingId("bank-a/own");
        TaskCommand.GrantStanding grant = new TaskCommand.GrantStanding(own, TEMPLATE);
        strict.accepts("bank-a", Role.APPROVER, grant);
        strict.accepts(strict.registered("bank-a", Role.APPROVER, "approver-2"), grant);
        TestIdentity auto = strict.registered("bank-a", Role.AUTO_APPROVER, "machine");
        TaskCommand.ApproveTask approve =
                new TaskCommand.ApproveTask(manifest.task(), manifest.digest(), 0, Optional.empty(), Optional.of(own));
        strict.refuses(auto, approve, Reason.FOUR_EYES, "proposer");
        strict.edit(
                TaskKeys.standing(own),
                s -> new StandingApproval(s.standing(), s.template(), s.grants().subList(1, 2), s.ended()));
        strict.refuses(auto, approve, Reason.APPROVAL_MISSING, own.value());
    }

    @Test
    void with_one_slot_a_member_the_proposers_own_standing_covers_its_task() {
        StandingId own = new StandingId("bank-a/own");
        scenario.accepts(
                "bank-a", Role.APPROVER, new TaskCommand.GrantStanding(own, StandingBench.with("leastOwn", 0L)));
        TestIdentity auto = scenario.registered("bank-a", Role.AUTO_APPROVER, "machine");
        TaskManifest manifest = bench.manifest();
        scenario.accepts(
                auto,
                new TaskCommand.ApproveTask(manifest.task(), manifest.digest(), 0, Optional.empty(), Optional.of(own)));
    }
}
