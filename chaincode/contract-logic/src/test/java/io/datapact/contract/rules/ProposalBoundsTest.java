package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.algorithm.AlgorithmKeys;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.task.Arbiters;
import io.datapact.contract.task.Limits;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.Party;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.Share;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import io.datapact.contract.task.Trust;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.RecordCopy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Proposals at their bounds, the last that is taken and the first that is not. */
class ProposalBoundsTest {
    private static final long DAY = 86_400_000L;
    private static final MemberId BANK = new MemberId("bank-a");
    private static final MemberId TELCO = new MemberId("telco-b");
    private static final MemberId CLEARING = new MemberId("clearing-c");

    private final Scenario scenario = Scenario.begun();
    private final long time = scenario.time();

    private ManifestBuilder task() {
        return scenario.fixture().aTask();
    }

    private static TaskCommand.ProposeTask propose(ManifestBuilder task) {
        return new TaskCommand.ProposeTask(task.build());
    }

    private void taken(ManifestBuilder task) {
        assertThat(scenario.judge("bank-a", Role.APPROVER, propose(task))).isInstanceOf(Decision.Accepted.class);
    }

    private void refused(ManifestBuilder task, Reason reason, String detail) {
        scenario.refuses("bank-a", Role.APPROVER, propose(task), reason, detail);
    }

    private void mismatch(SettlementTerms terms, String field) {
        refused(task().terms(terms), Reason.MANIFEST_MISMATCH, field);
    }

    private static Limits limits(long notBefore, long notAfter, long runSeconds) {
        return new Limits(1, notBefore, notAfter, runSeconds, BigInteger.ONE);
    }

    /** Changes the terms of both inputs. */
    private void terms(UnaryOperator<Terms> change) {
        for (String dataset : List.of("bank-a/loans", "telco-b/subscribers")) {
            scenario.edit(
                    DatasetKeys.version(new DatasetId(dataset), 1),
                    v -> RecordCopy.with(v, "terms", change.apply(v.terms())));
        }
    }

    private void algorithm(String component, Object value) {
        scenario.edit(
                AlgorithmKeys.algorithm(new AlgorithmId("clearing-c/mpc-statistics"), 1),
                a -> RecordCopy.with(a, component, value));
    }

    @Test
    void a_task_ends_after_now_and_within_180_days() {
        refused(task().limits(limits(0, time, 600)), Reason.OUTSIDE_WINDOW, "/limits/notAfter");
        taken(task().limits(limits(0, time + 1, 600)));
        taken(limits(0, time + 180 * DAY, 600));
        refused(task().limits(limits(0, time + 180 * DAY + 1, 600)), Reason.OUTSIDE_WINDOW, "/limits/notAfter");
    }

    private void taken(Limits limits) {
        terms(t -> RecordCopy.with(t, "expires", limits.notAfter()));
        taken(task().limits(limits));
    }

    @Test
    void a_task_may_begin_when_it_ends_and_run_as_long_as_the_policy_says() {
        taken(task().limits(limits(time + DAY, time + DAY, 3_600)));
        refused(
                task().limits(limits(time + DAY + 1, time + DAY, 3_600)),
                Reason.MANIFEST_MISMATCH,
                "/limits/notBefore");
        refused(task().limits(limits(0, time + DAY, 3_601)), Reason.MANIFEST_MISMATCH, "/limits/runSeconds");
    }

    @Test
    void terms_serve_to_their_last_moment() {
        terms(t -> Bent.expires(t, time));
        taken(task());
        terms(t -> Bent.expires(t, time - 1));
        refused(task(), Reason.OUTSIDE_WINDOW, "loans");
    }

    @Test
    void a_slot_is_taken_to_the_last_moment_of_its_task() {
        TaskManifest first = scenario.story().propose(task().build());
        ManifestBuilder second = task().task("bank-a/2026-000002");
        for (long over = 0; over <= 1; over++) {
            long notAfter = scenario.time() - over;
            scenario.edit(
                    TaskKeys.task(first.task()),
                    t -> RecordCopy.with(
                            t,
                            "manifest",
                            RecordCopy.with(first, "limits", RecordCopy.with(first.limits(), "notAfter", notAfter))));
            if (over == 0) {
                refused(second, Reason.QUOTA_EXCEEDED, "/slot");
            } else {
                taken(second);
            }
        }
    }

    @Test
    void without_fairness_nothing_is_paid() {
        Code none = new Code("none");
        algorithm("fairness", none);
        terms(t -> RecordCopy.with(RecordCopy.with(t, "fairness", List.of(none)), "pricePerUse", 0L));
        ManifestBuilder unfair = task().trust(new Trust(new Code("semi-honest-3pc"), false, none));
        refused(unfair, Reason.MANIFEST_MISMATCH, "/trust/fairness");
        taken(unfair.terms(ManifestBuilder.terms(0, 0)));
    }

    @Test
    void a_simulated_algorithm_runs_on_inputs_whose_terms_allow_it() {
        algorithm("simulated", true);
        ManifestBuilder simulated = task().trust(new Trust(new Code("semi-honest-3pc"), true, new Code("shares")));
        refused(simulated, Reason.SIMULATED_NOT_ACCEPTED, "loans");
        terms(t -> RecordCopy.with(t, "simulated", true));
        taken(simulated);
    }

    @Test
    void a_result_goes_abroad_where_the_terms_allow_it() {
        ManifestBuilder abroad = task().outputs(new TaskOutput(new Code("table"), List.of(BANK), 10, 1_000, true));
        refused(abroad, Reason.RECIPIENT_NOT_ALLOWED, "abroad");
        terms(t -> RecordCopy.with(t, "abroad", true));
        taken(abroad);
    }

    @Test
    void money_is_of_a_currency_that_has_an_issuer() {
        terms(t -> RecordCopy.with(t, "pricePerUse", 0L));
        mismatch(RecordCopy.with(ManifestBuilder.terms(100, 100), "currency", "EUR"), "/terms/currency");
        taken(task().terms(RecordCopy.with(ManifestBuilder.terms(0, 0), "currency", "EUR")));
    }

    @Test
    void each_deposit_is_a_members_and_none_has_two() {
        SettlementTerms honest = ManifestBuilder.terms(100_000, 10_000);
        for (MemberId member : List.of(new MemberId("nobody"), BANK)) {
            List<MemberAmount> deposits = new ArrayList<>(honest.deposits());
            deposits.add(new MemberAmount(member, 1));
            mismatch(
                    RecordCopy.with(honest, "deposits", deposits),
                    member.equals(BANK) ? "/terms/deposits" : "/terms/deposits/3/member");
        }
    }

    @Test
    void whoever_a_share_pays_is_no_arbiter() {
        scenario.edit(MemberKeys.policy(1), policy -> Bent.pool(policy, BANK));
        SettlementTerms judged = new SettlementTerms(
                "CNY",
                100_000,
                SettlementTerms.FIXED,
                List.of(new Share(TELCO, 1), new Share(CLEARING, 1)),
                new MemberAmount(BANK, 0),
                List.of(new MemberAmount(BANK, 5_000), new MemberAmount(TELCO, 5_000)),
                new Arbiters(List.of(CLEARING), 1));
        ManifestBuilder ofTwo = task().parties(
                        new Party(0, new NodeId("bank-a/1"), List.of(Party.INPUT, Party.COMPUTE, Party.RECIPIENT)),
                        new Party(1, new NodeId("telco-b/1"), List.of(Party.INPUT, Party.COMPUTE)));
        refused(ofTwo.terms(judged), Reason.MANIFEST_MISMATCH, "/terms/arbiters/members/0");
        taken(ofTwo.terms(RecordCopy.with(judged, "shares", judged.shares().subList(0, 1))));
    }
}
