package io.datapact.contract.rules;

import static io.datapact.contract.rules.Tribunal.ARBITERS_TIME;
import static io.datapact.contract.rules.Tribunal.BANK;
import static io.datapact.contract.rules.Tribunal.CLEARING;
import static io.datapact.contract.rules.Tribunal.LATENESS;
import static io.datapact.contract.rules.Tribunal.TELCO;
import static io.datapact.contract.rules.Tribunal.WINDOW;
import static io.datapact.contract.rules.Tribunal.lines;
import static io.datapact.contract.rules.Tribunal.refund;
import static io.datapact.contract.rules.Tribunal.settle;
import static io.datapact.contract.rules.Tribunal.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.OutcomeKind;
import io.datapact.contract.settlement.PriceRuling;
import io.datapact.contract.settlement.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Row 2 of contract.md section 6, and what disputes change in rows 1 and 3 to 9, to the cent. */
class RulingTest {
    private static final List<MemberId> NOBODY = List.of();

    private final Tribunal tribunal = new Tribunal();
    private final Invariants invariants = new Invariants(tribunal.scenario().ledger(), "a disputed run");

    private void assertClosed(OutcomeKind kind, long row, String... lines) {
        Outcome outcome = tribunal.closed();
        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.row()).isEqualTo(row);
        assertThat(lines(outcome)).containsExactly(lines);
        invariants.hold();
    }

    private void ruled(Verdict verdict) {
        tribunal.rules(verdict, "arbiter-d", "arbiter-f");
        tribunal.story().pass(WINDOW);
    }

    @Test
    void refund_gives_the_payer_the_price_back_though_the_result_was_released() {
        tribunal.released().disputes("bank-a");
        ruled(refund());
        assertClosed(
                OutcomeKind.REFUNDED,
                2,
                "bank-a 1000 bond-back bank-a",
                "bank-a 10000 deposit-back bank-a",
                "bank-a 100000 refund bank-a",
                "clearing-c 10000 deposit-back clearing-c",
                "telco-b 10000 deposit-back telco-b");
    }

    @Test
    void settle_pays_fee_and_shares_though_a_party_withheld() {
        tribunal.withheld().story().pass(1_001);
        tribunal.disputes("telco-b");
        ruled(settle());
        tribunal.story().pass(LATENESS);
        assertClosed(
                OutcomeKind.SETTLED,
                2,
                "bank-a 10000 deposit-back bank-a",
                "clearing-c 10000 deposit-back clearing-c",
                "clearing-c 10000 fee bank-a",
                "telco-b 1000 bond-back telco-b",
                "telco-b 10000 deposit-back telco-b",
                "telco-b 90000 share bank-a");
    }

    @Test
    void one_at_fault_pays_the_harmed() {
        tribunal.released().disputes("bank-a");
        ruled(verdict(PriceRuling.REFUND, List.of(TELCO), List.of(BANK)));
        assertClosed(
                OutcomeKind.REFUNDED,
                2,
                "bank-a 1000 bond-back bank-a",
                "bank-a 10000 deposit-back bank-a",
                "bank-a 4000 penalty telco-b",
                "bank-a 100000 refund bank-a",
                "clearing-c 10000 deposit-back clearing-c",
                "telco-b 6000 deposit-back telco-b");
    }

    @Test
    void where_nobody_is_harmed_the_pool_gets_what_those_at_fault_lose() {
        tribunal.released().disputes("bank-a");
        ruled(verdict(PriceRuling.SETTLE, List.of(BANK, TELCO), NOBODY));
        assertClosed(
                OutcomeKind.SETTLED,
                2,
                "bank-a 1000 bond-back bank-a",
                "bank-a 6000 deposit-back bank-a",
                "clearing-c 10000 deposit-back clearing-c",
                "clearing-c 10000 fee bank-a",
                "clearing-c 4000 penalty bank-a",
                "clearing-c 4000 penalty telco-b",
                "telco-b 6000 deposit-back telco-b",
                "telco-b 90000 share bank-a");
    }

    @Test
    void several_harmed_share_equally() {
        tribunal.released().disputes("bank-a");
        ruled(verdict(PriceRuling.REFUND, List.of(CLEARING), List.of(BANK, TELCO)));
        assertClosed(
                OutcomeKind.REFUNDED,
                2,
                "bank-a 1000 bond-back bank-a",
                "bank-a 10000 deposit-back bank-a",
                "bank-a 2000 penalty clearing-c",
                "bank-a 100000 refund bank-a",
                "clearing-c 6000 deposit-back clearing-c",
                "telco-b 10000 deposit-back telco-b",
                "telco-b 2000 penalty clearing-c");
    }

    @Test
    void a_frivolous_disputant_loses_its_bond_to_the_pool_and_no_other_does() {
        tribunal.released().disputes("bank-a", "telco-b");
        ruled(verdict(PriceRuling.SETTLE, NOBODY, NOBODY, BANK));
        assertClosed(
                OutcomeKind.SETTLED,
                2,
                "bank-a 10000 deposit-back bank-a",
                "clearing-c 1000 bond-lost bank-a",
                "clearing-c 10000 deposit-back clearing-c",
                "clearing-c 10000 fee bank-a",
                "telco-b 1000 bond-back telco-b",
                "telco-b 10000 deposit-back telco-b",
                "telco-b 90000 share bank-a");
    }

    @Test
    void a_ruling_on_an_aborted_run_finds_the_one_at_fault() {
        tribunal.aborted().disputes("telco-b");
        ruled(verdict(PriceRuling.REFUND, List.of(CLEARING), List.of(TELCO)));
        assertClosed(
                OutcomeKind.REFUNDED,
                2,
                "bank-a 10000 deposit-back bank-a",
                "bank-a 100000 refund bank-a",
                "clearing-c 6000 deposit-back clearing-c",
                "telco-b 1000 bond-back telco-b",
                "telco-b 10000 deposit-back telco-b",
                "telco-b 4000 penalty clearing-c");
    }

    @Test
    void different_rulings_do_not_add_up() {
        tribunal.released().disputes("bank-a");
        tribunal.rules(refund(), "arbiter-d");
        tribunal.rules(verdict(PriceRuling.REFUND, List.of(TELCO), NOBODY), "arbiter-e");
        tribunal.story().pass(WINDOW);
        tribunal.refusesClose("RELEASED");
        tribunal.rules(verdict(PriceRuling.REFUND, List.of(TELCO), List.of(BANK)), "arbiter-f");
        tribunal.refusesClose("RELEASED");
        tribunal.story().pass(ARBITERS_TIME);
        assertSettledByRowThree();
    }

    @Test
    void two_equal_rulings_of_three_decide() {
        tribunal.released().disputes("bank-a");
        tribunal.rules(refund(), "arbiter-d").rules(settle(), "arbiter-e").rules(refund(), "arbiter-f");
        tribunal.story().pass(WINDOW);
        Outcome outcome = tribunal.closed();
        assertThat(outcome.row()).isEqualTo(2);
        assertThat(outcome.kind()).isEqualTo(OutcomeKind.REFUNDED);
    }

    @Test
    void a_ruling_closes_no_run_before_its_window_is_over() {
        tribunal.released();
        long released = tribunal.story().time();
        tribunal.disputes("bank-a").rules(refund(), "arbiter-d", "arbiter-f");
        tribunal.story().pass(released + WINDOW - tribunal.story().time() - 1_000);
        tribunal.refusesClose("RELEASED");
        tribunal.story().pass(1_000);
        tribunal.refusesClose("RELEASED");
        tribunal.story().pass(1);
        assertThat(tribunal.closed().row()).isEqualTo(2);
    }

    @Test
    void without_a_ruling_the_table_decides_and_bonds_go_back() {
        tribunal.released().disputes("bank-a");
        tribunal.rules(verdict(PriceRuling.REFUND, NOBODY, NOBODY, BANK), "arbiter-d");
        tribunal.story().pass(WINDOW + ARBITERS_TIME);
        assertSettledByRowThree();
    }

    private void assertSettledByRowThree() {
        assertClosed(
                OutcomeKind.SETTLED,
                3,
                "bank-a 1000 bond-back bank-a",
                "bank-a 10000 deposit-back bank-a",
                "clearing-c 10000 deposit-back clearing-c",
                "clearing-c 10000 fee bank-a",
                "telco-b 10000 deposit-back telco-b",
                "telco-b 90000 share bank-a");
    }

    @Test
    void without_a_ruling_who_withheld_pays_by_row_four_after_the_arbiters_time() {
        tribunal.withheld().story().pass(1_001);
        tribunal.disputes("bank-a", "telco-b");
        tribunal.story().pass(WINDOW + ARBITERS_TIME - 4_000);
        tribunal.refusesClose("WITHHELD");
        tribunal.story().pass(4_000);
        assertClosed(
                OutcomeKind.REFUNDED,
                4,
                "bank-a 1000 bond-back bank-a",
                "bank-a 10000 deposit-back bank-a",
                "bank-a 100000 refund bank-a",
                "telco-b 1000 bond-back telco-b",
                "telco-b 10000 deposit-back telco-b",
                "telco-b 10000 penalty clearing-c");
    }

    @Test
    void without_a_ruling_a_late_run_fails_by_row_eight() {
        tribunal.late().disputes("clearing-c");
        tribunal.story().pass(WINDOW + ARBITERS_TIME);
        assertClosed(
                OutcomeKind.FAILED,
                8,
                "bank-a 10000 deposit-back bank-a",
                "bank-a 100000 refund bank-a",
                "clearing-c 1000 bond-back clearing-c",
                "clearing-c 10000 deposit-back clearing-c",
                "telco-b 10000 deposit-back telco-b");
    }
}
