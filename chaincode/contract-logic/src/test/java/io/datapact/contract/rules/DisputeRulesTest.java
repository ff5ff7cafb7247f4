package io.datapact.contract.rules;

import static io.datapact.contract.rules.Tribunal.ARBITERS_TIME;
import static io.datapact.contract.rules.Tribunal.BANK;
import static io.datapact.contract.rules.Tribunal.CLEARING;
import static io.datapact.contract.rules.Tribunal.LATENESS;
import static io.datapact.contract.rules.Tribunal.TELCO;
import static io.datapact.contract.rules.Tribunal.WINDOW;
import static io.datapact.contract.rules.Tribunal.refund;
import static io.datapact.contract.rules.Tribunal.settle;
import static io.datapact.contract.rules.Tribunal.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.settlement.Account;
import io.datapact.contract.settlement.Dispute;
import io.datapact.contract.settlement.PriceRuling;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.settlement.Verdict;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.Share;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.RecordCopy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When and by whom a run is disputed and ruled on. */
class DisputeRulesTest {
    private final Tribunal tribunal = new Tribunal();

    private long balance(MemberId member) {
        return tribunal.scenario()
                .read(SettlementKeys.account(member, "CNY"))
                .orElseThrow()
                .balance();
    }

    @Test
    void a_disputant_locks_its_bond_and_disputes_once() {
        tribunal.released();
        long before = balance(BANK);
        tribunal.disputes("bank-a");
        assertThat(balance(BANK)).isEqualTo(before - 1_000);
        Dispute dispute = tribunal.scenario()
                .read(SettlementKeys.dispute(tribunal.run(), BANK))
                .orElseThrow();
        assertThat(dispute)
                .isEqualTo(new Dispute(
                        new Code("result/unreadable"),
                        ConsortiumFixture.digest("statement"),
                        1_000,
                        tribunal.scenario().time()));
        tribunal.refusesDispute("bank-a", Reason.ALREADY_DECIDED, "bank-a").disputes("telco-b", "clearing-c");
    }

    @Test
    void a_run_under_way_or_unknown_is_not_disputed() {
        tribunal.refusesDispute("bank-a", Reason.STATE_FORBIDS, "STARTED");
        tribunal.story().commitInputs(tribunal.manifest(), tribunal.run());
        tribunal.refusesDispute("bank-a", Reason.STATE_FORBIDS, "COMPUTING");
        tribunal.story().attest(tribunal.manifest(), tribunal.run());
        tribunal.refusesDispute("bank-a", Reason.STATE_FORBIDS, "ATTESTED");
        RunId never = new RunId(tribunal.run().task(), 2);
        tribunal.scenario()
                .refuses(
                        "bank-a",
                        Role.NODE,
                        new SettlementCommand.OpenDispute(never, new Code("no"), ConsortiumFixture.digest("s")),
                        Reason.NOT_NEXT,
                        never.toString());
    }

    @Test
    void a_dispute_opens_to_the_last_instant_of_the_window_and_not_after() {
        tribunal.released().story().pass(WINDOW);
        assertThat(tribunal.scenario().judge("bank-a", Role.NODE, tribunal.dispute()))
                .isInstanceOf(Decision.Accepted.class);
        tribunal.story().pass(1);
        tribunal.refusesDispute("bank-a", Reason.WINDOW_OVER, tribunal.run());
    }

    @Test
    void lateness_prolongs_the_closing_but_not_the_window_of_disputes() {
        long deadline = deadline();
        Tribunal late = tribunal.late();
        late.story().pass(deadline + WINDOW - late.story().time());
        assertThat(late.scenario().judge("bank-a", Role.NODE, late.dispute())).isInstanceOf(Decision.Accepted.class);
        late.story().pass(1);
        late.refusesDispute("bank-a", Reason.WINDOW_OVER, late.run());
        late.story().pass(LATENESS - 1);
        late.refusesClose("LATE");
        late.story().pass(1);
        assertThat(late.scenario().judge("bank-a", Role.NODE, late.close())).isInstanceOf(Decision.Accepted.class);
    }

    private long deadline() {
        return tribunal.scenario()
                .read(RunKeys.run(tribunal.run()))
                .orElseThrow()
                .deadline();
    }

    @Test
    void only_parties_and_the_payer_dispute_and_only_where_arbiters_are_named() {
        tribunal.released();
        assertThat(tribunal.judge("arbiter-d", tribunal.dispute()))
                .isEqualTo(new Decision.Rejected(Reason.NOT_A_PARTY, "arbiter-d"));
        Scenario plain = Scenario.begun();
        TaskManifest manifest = plain.fixture().aTask().build();
        RunId run = plain.story().started(manifest);
        plain.story().finish(manifest, run);
        SettlementCommand.OpenDispute dispute =
                new SettlementCommand.OpenDispute(run, new Code("no"), ConsortiumFixture.digest("s"));
        plain.refuses("bank-a", Role.NODE, dispute, Reason.MANIFEST_MISMATCH, "/terms/arbiters");
    }

    @Test
    void a_bond_must_be_covered() {
        tribunal.released();
        tribunal.scenario().put(SettlementKeys.account(TELCO, "CNY"), new Account(999));
        tribunal.refusesDispute("telco-b", Reason.BALANCE_TOO_LOW, "telco-b");
        tribunal.scenario().put(SettlementKeys.account(TELCO, "CNY"), new Account(1_000));
        tribunal.disputes("telco-b");
        assertThat(balance(TELCO)).isZero();
    }

    @Test
    void a_decided_run_is_neither_disputed_nor_ruled_on() {
        tribunal.released().disputes("bank-a").rules(settle(), "arbiter-d", "arbiter-e");
        tribunal.story().pass(WINDOW);
        tribunal.closed();
        tribunal.refusesDispute("telco-b", Reason.ALREADY_DECIDED, tribunal.run());
        tribunal.refusesRule("arbiter-f", settle(), Reason.ALREADY_DECIDED, tribunal.run());
    }

    @Test
    void arbiters_rule_only_on_disputes_and_once() {
        tribunal.refusesRule("arbiter-d", refund(), Reason.STATE_FORBIDS, "STARTED");
        tribunal.released().refusesRule("arbiter-d", settle(), Reason.STATE_FORBIDS, "RELEASED");
        tribunal.disputes("bank-a").rules(settle(), "arbiter-d");
        tribunal.refusesRule("arbiter-d", settle(), Reason.ALREADY_DECIDED, "arbiter-d");
        tribunal.refusesRule("arbiter-d", refund(), Reason.ALREADY_DECIDED, "arbiter-d");
    }

    @Test
    void nobody_but_an_arbiter_rules() {
        tribunal.released().disputes("bank-a");
        SettlementCommand.Rule rule = new SettlementCommand.Rule(tribunal.run(), settle());
        tribunal.scenario().refuses("telco-b", Role.APPROVER, rule, Reason.NOT_A_PARTY, "telco-b");
        tribunal.scenario().refuses("telco-b", Role.NODE, rule, Reason.CERTIFICATE_WRONG_ROLE, "node");
        tribunal.scenario().edit(MemberKeys.member(new MemberId("arbiter-d")), Bent::suspended);
        tribunal.refusesRule("arbiter-d", settle(), Reason.MEMBER_SUSPENDED, "arbiter-d");
    }

    @Test
    void a_run_without_a_result_is_not_settled_by_a_ruling() {
        tribunal.aborted().disputes("bank-a");
        tribunal.refusesRule("arbiter-d", settle(), Reason.STATE_FORBIDS, "ABORTED");
        tribunal.rules(refund(), "arbiter-d");
        Tribunal late = new Tribunal().late().disputes("bank-a");
        late.refusesRule("arbiter-d", settle(), Reason.STATE_FORBIDS, "LATE");
        late.rules(refund(), "arbiter-d");
        Tribunal withheld = new Tribunal().withheld();
        withheld.story().pass(1_001);
        withheld.disputes("bank-a").rules(settle(), "arbiter-d");
    }

    @Test
    void a_ruling_comes_to_the_last_instant_of_the_arbiters_time_and_not_after() {
        tribunal.released();
        long released = tribunal.story().time();
        tribunal.disputes("bank-a");
        tribunal.story()
                .pass(released + WINDOW + ARBITERS_TIME - tribunal.story().time());
        assertThat(tribunal.rule("arbiter-d", settle())).isInstanceOf(Decision.Accepted.class);
        tribunal.refusesClose("RELEASED");
        tribunal.story().pass(1);
        tribunal.refusesRule("arbiter-d", settle(), Reason.WINDOW_OVER, tribunal.run());
        assertThat(tribunal.closed().row()).isEqualTo(3);
    }

    @Test
    void a_verdict_names_only_those_concerned() {
        tribunal.released().disputes("bank-a");
        MemberId stranger = new MemberId("stranger");
        MemberId arbiter = new MemberId("arbiter-e");
        for (MemberId other : List.of(stranger, arbiter)) {
            tribunal.refusesRule(
                    "arbiter-d", verdict(PriceRuling.REFUND, List.of(other), List.of()), Reason.NOT_A_PARTY, other);
            tribunal.refusesRule(
                    "arbiter-d",
                    verdict(PriceRuling.REFUND, List.of(TELCO), List.of(other)),
                    Reason.NOT_A_PARTY,
                    other);
        }
        tribunal.refusesRule(
                "arbiter-d", verdict(PriceRuling.REFUND, List.of(), List.of(), TELCO), Reason.NOT_A_PARTY, TELCO);
        tribunal.rules(verdict(PriceRuling.REFUND, List.of(TELCO), List.of(BANK, CLEARING), BANK), "arbiter-d");
    }

    @Test
    void a_verdict_has_one_form() {
        List<MemberId> unsorted = List.of(TELCO, BANK);
        List<MemberId> twice = List.of(BANK, BANK);
        for (List<MemberId> members : List.of(unsorted, twice)) {
            assertThatThrownBy(() -> verdict(PriceRuling.REFUND, members, List.of()))
                    .hasMessageContaining("faults sorted");
            assertThatThrownBy(() -> verdict(PriceRuling.REFUND, List.of(CLEARING), members))
                    .hasMessageContaining("harmed sorted");
            assertThatThrownBy(() -> new Verdict(PriceRuling.REFUND, List.of(), List.of(), members))
                    .hasMessageContaining("frivolous sorted");
        }
        assertThatThrownBy(() -> verdict(PriceRuling.REFUND, List.of(BANK), List.of(BANK)))
                .hasMessageContaining("both at fault and harmed");
        assertThatThrownBy(() -> verdict(PriceRuling.REFUND, List.of(), List.of(BANK)))
                .hasMessageContaining("expected somebody at fault");
        List<MemberId> many = new ArrayList<>();
        for (int i = 100; i < 133; i++) {
            many.add(new MemberId("m-" + i));
        }
        assertThatThrownBy(() -> verdict(PriceRuling.REFUND, many, List.of())).hasMessageContaining("faults");
    }

    @Test
    void what_a_run_could_lock_with_all_bonds_stays_within_what_a_ledger_carries() {
        Scenario scenario = Scenario.begun();
        // Four may dispute: three parties and, in another place, the payer. Bonds of 1,000 each.
        SettlementTerms most = ManifestBuilder.terms(Bounds.MAXIMUM_AMOUNT, 0);
        scenario.edit(MemberKeys.policy(1), WithoutDeposits::asked);
        Decision decision = scenario.judge(
                "bank-a",
                Role.APPROVER,
                new TaskCommand.ProposeTask(
                        scenario.fixture().aTask().terms(most).build()));
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        SettlementTerms judged = new SettlementTerms(
                "CNY",
                Bounds.MAXIMUM_AMOUNT - 3_999,
                "fixed",
                most.shares(),
                most.fee(),
                most.deposits(),
                tribunal.manifest().terms().arbiters());
        Tribunal.ARBITERS.forEach(arbiter -> scenario.put(
                MemberKeys.member(new MemberId(arbiter)),
                tribunal.scenario()
                        .read(MemberKeys.member(new MemberId(arbiter)))
                        .orElseThrow()));
        scenario.refuses(
                "bank-a",
                Role.APPROVER,
                new TaskCommand.ProposeTask(
                        scenario.fixture().aTask().terms(judged).build()),
                Reason.MANIFEST_MISMATCH,
                "/terms");
    }

    @Test
    void a_verdict_may_name_whom_only_a_deposit_binds_or_only_a_share_pays() {
        MemberId bound = new MemberId("bound");
        MemberId paid = new MemberId("paid");
        SettlementTerms terms = tribunal.manifest().terms();
        SettlementTerms wider = RecordCopy.with(
                RecordCopy.with(terms, "deposits", List.of(new MemberAmount(bound, 1))),
                "shares",
                List.of(new Share(paid, 1)));
        tribunal.released().disputes("bank-a");
        tribunal.scenario()
                .edit(
                        TaskKeys.task(tribunal.run().task()),
                        t -> RecordCopy.with(t, "manifest", RecordCopy.with(t.manifest(), "terms", wider)));
        tribunal.refusesRule(
                "arbiter-d", verdict(PriceRuling.REFUND, List.of(paid), List.of()), Reason.NOT_A_PARTY, paid);
        tribunal.refusesRule(
                "arbiter-d", verdict(PriceRuling.REFUND, List.of(TELCO), List.of(bound)), Reason.NOT_A_PARTY, bound);
        tribunal.rules(verdict(PriceRuling.REFUND, List.of(bound), List.of(paid)), "arbiter-d");
    }
}
