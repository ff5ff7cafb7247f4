package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.AlgorithmCommand;
import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
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
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskOutput;
import io.datapact.contract.task.Trust;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.contract.testing.Story;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each binding check of contract.md section 3 by itself. */
class BindingChecksTest {
    private static final MemberId BANK = new MemberId("bank-a");
    private static final MemberId TELCO = new MemberId("telco-b");
    private static final MemberId CLEARING = new MemberId("clearing-c");

    private final Scenario scenario = Scenario.begun();

    private ManifestBuilder task() {
        return scenario.fixture().aTask();
    }

    private List<TaskInput> inputs() {
        return task().inputs();
    }

    private void refuses(ManifestBuilder task, Reason reason, String detail) {
        scenario.refuses("bank-a", Role.APPROVER, new TaskCommand.ProposeTask(task.build()), reason, detail);
    }

    private void mismatch(ManifestBuilder task, String field) {
        refuses(task, Reason.MANIFEST_MISMATCH, field);
    }

    private void accepts(ManifestBuilder task) {
        scenario.accepts("bank-a", Role.APPROVER, new TaskCommand.ProposeTask(task.build()));
    }

    @Test
    void the_algorithm_must_be_known_and_reviewed() {
        String id = "clearing-c/mpc-statistics";
        refuses(task().algorithm(id, 2, "group-by"), Reason.ALGORITHM_NOT_ACCEPTED, id);
        scenario.accepts(
                "clearing-c",
                Role.APPROVER,
                new AlgorithmCommand.ReviewAlgorithm(new AlgorithmId(id), 1, Story.pluginDigest(), false));
        refuses(task(), Reason.ALGORITHM_NOT_ACCEPTED, id);
    }

    @Test
    void trust_must_equal_the_algorithms() {
        refuses(
                task().trust(new Trust(new Code("malicious-3pc"), false, new Code("shares"))),
                Reason.TRUST_NOT_ACCEPTED,
                "/trust");
        refuses(
                task().trust(new Trust(new Code("semi-honest-3pc"), true, new Code("shares"))),
                Reason.SIMULATED_NOT_ACCEPTED,
                "/trust/simulated");
    }

    @Test
    void inputs_must_be_there_with_their_columns() {
        TaskInput loans = inputs().get(0);
        TaskInput subscribers = inputs().get(1);
        TaskInput version2 = new TaskInput(loans.name(), loans.dataset(), 2, loans.columns(), 4, 0);
        refuses(task().inputs(version2, subscribers), Reason.DATASET_WITHDRAWN, "bank-a/loans");
        TaskInput unknown = new TaskInput(loans.name(), new DatasetId("bank-a/nothing"), 1, loans.columns(), 4, 0);
        refuses(task().inputs(unknown, subscribers), Reason.DATASET_WITHDRAWN, "bank-a/nothing");
        refuses(
                task().inputs(loans, Bent.columns(subscribers, "id", "age")),
                Reason.COLUMN_NEVER_RELEASED,
                "subscribers/age");
        refuses(
                task().inputs(loans, Bent.columns(subscribers, "id", "phone")),
                Reason.COLUMN_NEVER_RELEASED,
                "subscribers/phone");
    }

    @Test
    void what_the_terms_do_not_allow_is_refused_with_the_input() {
        refuses(task().purpose("credit"), Reason.PURPOSE_NOT_ALLOWED, "loans");
        accepts(task().purpose("credit-risk"));
        refuses(task().outputs(output(List.of(CLEARING), 10, false)), Reason.RECIPIENT_NOT_ALLOWED, "clearing-c");
        refuses(task().outputs(output(List.of(BANK), 10, true)), Reason.RECIPIENT_NOT_ALLOWED, "abroad");
        refuses(task().outputs(output(List.of(BANK), 9, false)), Reason.GROUP_TOO_SMALL, "table");
    }

    private static TaskOutput output(List<MemberId> recipients, long minimumGroup, boolean abroad) {
        return new TaskOutput(new Code("table"), recipients, minimumGroup, 1_000, abroad);
    }

    @Test
    void the_stricter_of_pinned_and_newest_terms_applies() {
        DatasetId loans = new DatasetId("bank-a/loans");
        scenario.accepts(
                "bank-a",
                Role.APPROVER,
                new DatasetCommand.PublishVersion(
                        loans,
                        2,
                        Story.loansSchema(),
                        "1-999",
                        ConsortiumFixture.digest("2"),
                        scenario.story().terms(60_000, List.of("amount"))));
        refuses(task(), Reason.COLUMN_NEVER_RELEASED, "loans/amount");
        TaskInput narrow = Bent.columns(inputs().get(0), "id", "defaulted");
        refuses(task().inputs(narrow, inputs().get(1)), Reason.PRICE_TOO_LOW, "subscribers");
        accepts(task().inputs(narrow, inputs().get(1)).terms(ManifestBuilder.terms(110_000, 10_000)));
    }

    @Test
    void parties_nodes_and_roles_must_fit() {
        Party bank = new Party(0, new NodeId("bank-a/1"), List.of(Party.INPUT, Party.COMPUTE, Party.RECIPIENT));
        Party telco = new Party(1, new NodeId("telco-b/1"), List.of(Party.INPUT, Party.COMPUTE));
        Party stranger = new Party(2, new NodeId("telco-b/9"), List.of(Party.COMPUTE));
        refuses(task().parties(bank, telco, stranger), Reason.NODE_UNKNOWN, "telco-b/9");
        scenario.edit(MemberKeys.member(CLEARING), Bent::suspended);
        refuses(task(), Reason.NODE_UNKNOWN, "clearing-c/1");
        refuses(task().parties(bank), Reason.NOT_A_PARTY, "telco-b");
        Party blind = new Party(0, new NodeId("bank-a/1"), List.of(Party.INPUT, Party.COMPUTE));
        refuses(task().parties(blind, telco), Reason.NOT_A_PARTY, "bank-a");
        Party misplaced = new Party(2, new NodeId("telco-b/1"), List.of(Party.INPUT));
        mismatch(task().parties(bank, misplaced), "/parties/1/index");
        mismatch(
                task().parties(bank, telco, new Party(2, new NodeId("telco-b/1"), List.of(Party.COMPUTE))), "/parties");
        Party doubled = new Party(1, new NodeId("telco-b/1"), List.of(Party.INPUT, Party.INPUT));
        mismatch(task().parties(bank, doubled), "/parties/1/roles");
    }

    @Test
    void names_orders_and_grades_must_fit() {
        TaskInput loans = inputs().get(0);
        TaskInput subscribers = inputs().get(1);
        TaskInput namesake = new TaskInput(loans.name(), subscribers.dataset(), 1, subscribers.columns(), 3, 0);
        mismatch(task().inputs(loans, namesake), "/inputs");
        mismatch(task().inputs(Bent.columns(loans, "amount", "id"), subscribers), "/inputs/0/columns");
        mismatch(task().inputs(Bent.columns(loans, "id", "id"), subscribers), "/inputs/0/columns");
        mismatch(task().inputs(Bent.sensitivity(loans, 3), subscribers), "/inputs/0/sensitivity");
        TaskInput slashed = new TaskInput(new Code("a/b"), loans.dataset(), 1, loans.columns(), 4, 0);
        mismatch(task().inputs(slashed, subscribers), "/inputs/0/name");
        TaskOutput table = output(List.of(BANK), 10, false);
        mismatch(task().outputs(table, table), "/outputs");
        mismatch(task().outputs(output(List.of(BANK, BANK), 10, false)), "/outputs/0/recipients");
        TaskOutput path = new TaskOutput(new Code("a/b"), List.of(BANK), 10, 1, false);
        mismatch(task().outputs(path), "/outputs/0/name");
    }

    @Test
    void network_proposer_policy_payer_and_limits_must_fit() {
        ManifestBuilder foreign = ConsortiumFixture.withoutSignatures().aTask();
        mismatch(foreign, "/network");
        mismatch(task().proposer("telco-b"), "/proposer");
        mismatch(task().policy(2), "/policy");
        mismatch(task().payer("nobody"), "/payer");
        long start = scenario.fixture().start();
        BigInteger bytes = BigInteger.ONE;
        mismatch(task().limits(new Limits(1, start + 2, start + 1, 600, bytes)), "/limits/notBefore");
        mismatch(task().limits(new Limits(1, 0, start + 86_400_000, 3_601, bytes)), "/limits/runSeconds");
        refuses(task().limits(new Limits(1, 0, start, 600, bytes)), Reason.OUTSIDE_WINDOW, "/limits/notAfter");
        long tooFar = scenario.time() + 180L * 86_400_000 + 1;
        refuses(task().limits(new Limits(1, 0, tooFar, 600, bytes)), Reason.OUTSIDE_WINDOW, "/limits/notAfter");
        accepts(task().limits(new Limits(1, 0, tooFar - 1, 600, bytes)));
    }

    private static SettlementTerms terms(
            String currency, long price, List<Share> shares, MemberAmount fee, long deposit, Arbiters arbiters) {
        List<MemberAmount> deposits = List.of(
                new MemberAmount(BANK, deposit), new MemberAmount(TELCO, deposit), new MemberAmount(CLEARING, deposit));
        return new SettlementTerms(currency, price, "fixed", shares, fee, deposits, arbiters);
    }

    private void mismatchTerms(SettlementTerms terms, String field) {
        mismatch(task().terms(terms), field);
    }

    @Test
    void money_terms_must_fit() {
        List<Share> shares = List.of(new Share(TELCO, 1));
        MemberAmount fee = new MemberAmount(CLEARING, 10_000);
        Arbiters none = new Arbiters(List.of(), 0);
        mismatchTerms(
                terms("CNY", 100_000, shares, new MemberAmount(CLEARING, 100_001), 5_000, none), "/terms/fee/amount");
        mismatchTerms(
                terms("CNY", 100_000, shares, new MemberAmount(new MemberId("x"), 1), 5_000, none),
                "/terms/fee/member");
        mismatchTerms(terms("CNY", 100_000, List.of(new Share(TELCO, 0)), fee, 5_000, none), "/terms/shares");
        mismatchTerms(terms("CNY", 100_000, List.of(), fee, 5_000, none), "/terms/shares");
        List<Share> twice = List.of(new Share(TELCO, 1), new Share(TELCO, 2));
        mismatchTerms(terms("CNY", 100_000, twice, fee, 5_000, none), "/terms/shares");
        List<Share> unknown = List.of(new Share(new MemberId("x"), 1));
        mismatchTerms(terms("CNY", 100_000, unknown, fee, 5_000, none), "/terms/shares/0/member");
        mismatchTerms(terms("CNY", 100_000, shares, fee, 4_999, none), "/terms/deposits/bank-a");
        mismatchTerms(terms("CNY", 100_000, shares, fee, (1L << 53) / 3, none), "/terms");
        accepts(task().terms(terms("CNY", 100_000, shares, fee, 5_000, none)));
        refuses(task().terms(terms("EUR", 100_000, shares, fee, 5_000, none)), Reason.PRICE_TOO_LOW, "subscribers");
    }

    @Test
    void arbiters_must_be_neutral_and_have_a_majority() {
        List<Share> shares = List.of(new Share(TELCO, 1));
        MemberAmount fee = new MemberAmount(CLEARING, 0);
        mismatchTerms(terms("CNY", 100_000, shares, fee, 5_000, new Arbiters(List.of(), 1)), "/terms/arbiters/needed");
        mismatchTerms(
                terms("CNY", 100_000, shares, fee, 5_000, new Arbiters(List.of(BANK, TELCO), 1)),
                "/terms/arbiters/needed");
        mismatchTerms(
                terms("CNY", 100_000, shares, fee, 5_000, new Arbiters(List.of(BANK), 2)), "/terms/arbiters/needed");
        mismatchTerms(
                terms("CNY", 100_000, shares, fee, 5_000, new Arbiters(List.of(BANK, BANK), 2)),
                "/terms/arbiters/members");
        for (MemberId member : List.of(BANK, TELCO, CLEARING, new MemberId("nobody"))) {
            mismatchTerms(
                    terms("CNY", 100_000, shares, fee, 5_000, new Arbiters(List.of(member), 1)),
                    "/terms/arbiters/members/0");
        }
    }

    @Test
    void whoever_the_outcome_pays_or_costs_is_no_arbiter() {
        List<Share> shares = List.of(new Share(TELCO, 1));
        List<MemberAmount> deposits = List.of(new MemberAmount(BANK, 5_000), new MemberAmount(TELCO, 5_000));
        SettlementTerms judged = new SettlementTerms(
                "CNY",
                100_000,
                SettlementTerms.FIXED,
                shares,
                new MemberAmount(BANK, 0),
                deposits,
                new Arbiters(List.of(CLEARING), 1));
        ManifestBuilder ofTwo = task().parties(
                        new Party(0, new NodeId("bank-a/1"), List.of(Party.INPUT, Party.COMPUTE, Party.RECIPIENT)),
                        new Party(1, new NodeId("telco-b/1"), List.of(Party.INPUT, Party.COMPUTE)));
        assertThat(scenario.read(MemberKeys.policy(1)).orElseThrow().pool()).isEqualTo(CLEARING);
        mismatch(ofTwo.terms(judged), "/terms/arbiters/members/0");
        scenario.edit(MemberKeys.policy(1), policy -> Bent.pool(policy, BANK));
        List<MemberAmount> three = new ArrayList<>(deposits);
        three.add(new MemberAmount(CLEARING, 1));
        mismatch(ofTwo.terms(RecordCopy.with(judged, "deposits", three)), "/terms/arbiters/members/0");
        accepts(ofTwo.terms(judged));
    }

    @Test
    void a_slot_is_free_again_when_its_task_is_closed_or_past() {
        accepts(task());
        ManifestBuilder second = task().task("bank-a/2026-000002");
        refuses(second, Reason.QUOTA_EXCEEDED, "/slot");
        refuses(task().task("bank-a/2026-000002").slot(5), Reason.QUOTA_EXCEEDED, "/slot");
        refuses(task().slot(2), Reason.KEY_IN_USE, "bank-a/2026-000001");
        scenario.accepts(
                "bank-a",
                Role.APPROVER,
                new TaskCommand.CloseTask(task().build().task(), new Code("withdrawn")));
        accepts(second);
    }

    @Test
    void a_task_of_another_proposer_is_refused() {
        Digest body = ConsortiumFixture.digest("body");
        scenario.refuses(
                "telco-b",
                Role.APPROVER,
                new TaskCommand.ProposeTask(task().bodyDigest(body).build()),
                Reason.CERTIFICATE_WRONG_ROLE,
                "bank-a");
    }
}
