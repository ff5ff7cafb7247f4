package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.Account;
import io.datapact.contract.settlement.Payout;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoneyRulesTest {
    private static final MemberId BANK = new MemberId("bank-a");
    private static final Digest REFERENCE = ConsortiumFixture.digest("bank entry 1");

    private final Scenario scenario = Scenario.begun();
    private final TaskManifest manifest =
            scenario.story().propose(scenario.fixture().aTask().build());
    private final RunId run = new RunId(manifest.task(), 1);

    private long balance(String member) {
        return scenario.read(SettlementKeys.account(new MemberId(member), "CNY"))
                .map(Account::balance)
                .orElse(0L);
    }

    private static SettlementCommand.PayIn payIn(long amount) {
        return new SettlementCommand.PayIn("CNY", REFERENCE, BANK, amount);
    }

    private static SettlementCommand.Collect collect(Digest... references) {
        return new SettlementCommand.Collect("CNY", List.of(references), List.of());
    }

    @Test
    void only_the_currencys_issuer_pays_in_and_each_reference_once() {
        scenario.refuses("bank-a", Role.MARKET, payIn(5), Reason.CERTIFICATE_WRONG_ROLE, "CNY");
        scenario.refuses("clearing-c", Role.ADMIN, payIn(5), Reason.CERTIFICATE_WRONG_ROLE, "admin");
        scenario.refuses(
                "clearing-c",
                Role.MARKET,
                new SettlementCommand.PayIn("EUR", REFERENCE, BANK, 5),
                Reason.CERTIFICATE_WRONG_ROLE,
                "EUR");
        scenario.refuses(
                "clearing-c",
                Role.MARKET,
                new SettlementCommand.PayIn("CNY", REFERENCE, new MemberId("nobody"), 5),
                Reason.NOT_A_PARTY,
                "nobody");
        scenario.accepts("clearing-c", Role.MARKET, payIn(5));
        scenario.refuses("clearing-c", Role.MARKET, payIn(6), Reason.KEY_IN_USE, REFERENCE.value());
    }

    @Test
    void money_is_collected_once_and_by_its_owner() {
        scenario.accepts("clearing-c", Role.MARKET, payIn(5));
        scenario.refuses("telco-b", Role.NODE, collect(REFERENCE), Reason.NOT_A_PARTY);
        scenario.refuses("bank-a", Role.NODE, collect(ConsortiumFixture.digest("x")), Reason.FUNDS_MISSING);
        scenario.refuses("bank-a", Role.TLS, collect(REFERENCE), Reason.CERTIFICATE_WRONG_ROLE, "tls");
        scenario.accepts("bank-a", Role.NODE, collect(REFERENCE));
        assertThat(balance("bank-a")).isEqualTo(1_000_005);
        scenario.refuses("bank-a", Role.NODE, collect(REFERENCE), Reason.ALREADY_DECIDED);
        Digest unknown = ConsortiumFixture.digest("unknown");
        scenario.refuses("bank-a", Role.NODE, collect(unknown, REFERENCE), Reason.ALREADY_DECIDED);
    }

    @Test
    void a_balance_has_a_bound() {
        scenario.accepts("clearing-c", Role.MARKET, payIn(Bounds.MAXIMUM_AMOUNT));
        scenario.refuses("bank-a", Role.NODE, collect(REFERENCE), Reason.QUOTA_EXCEEDED, "balance");
    }

    @Test
    void the_payer_funds_a_run_once() {
        SettlementCommand.FundTask fund = new SettlementCommand.FundTask(run);
        scenario.refuses("telco-b", Role.NODE, fund, Reason.NOT_A_PARTY, "telco-b");
        RunId none = new RunId(new TaskId("bank-a/none"), 1);
        scenario.refuses("bank-a", Role.NODE, new SettlementCommand.FundTask(none), Reason.MANIFEST_MISMATCH, "/task");
        RunId second = new RunId(run.task(), 2);
        scenario.refuses(
                "bank-a", Role.NODE, new SettlementCommand.FundTask(second), Reason.USES_EXHAUSTED, "/limits/runs");
        scenario.accepts("bank-a", Role.NODE, fund);
        assertThat(balance("bank-a")).isEqualTo(900_000);
        scenario.refuses("bank-a", Role.NODE, fund, Reason.ALREADY_DECIDED);
    }

    @Test
    void each_named_member_locks_its_deposit_once() {
        SettlementCommand.LockDeposit lock = new SettlementCommand.LockDeposit(run);
        scenario.accepts("telco-b", Role.NODE, lock);
        assertThat(balance("telco-b")).isEqualTo(90_000);
        scenario.refuses("telco-b", Role.NODE, lock, Reason.ALREADY_DECIDED);
        scenario.put(SettlementKeys.account(BANK, "CNY"), new Account(9_999));
        scenario.refuses("bank-a", Role.NODE, lock, Reason.BALANCE_TOO_LOW, "bank-a");
        scenario.refuses("bank-a", Role.NODE, new SettlementCommand.FundTask(run), Reason.BALANCE_TOO_LOW, "bank-a");
        RunId second = new RunId(run.task(), 2);
        scenario.refuses(
                "bank-a", Role.NODE, new SettlementCommand.LockDeposit(second), Reason.USES_EXHAUSTED, "/limits/runs");
    }

    @Test
    void a_member_not_named_locks_no_deposit() {
        TaskManifest free = scenario.fixture()
                .aTask()
                .task("bank-a/free")
                .slot(2)
                .terms(WithoutDeposits.of(manifest.terms(), "clearing-c"))
                .build();
        scenario.edit(MemberKeys.policy(1), WithoutDeposits::asked);
        scenario.story().propose(free);
        RunId other = new RunId(free.task(), 1);
        scenario.refuses(
                "clearing-c", Role.NODE, new SettlementCommand.LockDeposit(other), Reason.NOT_A_PARTY, "clearing-c");
    }

    @Test
    void what_was_locked_comes_back_until_the_run_starts() {
        SettlementCommand.Unlock unlock = new SettlementCommand.Unlock(run);
        scenario.refuses("bank-a", Role.NODE, unlock, Reason.FUNDS_MISSING, "bank-a");
        scenario.story().fund(manifest, 1);
        assertThat(balance("bank-a")).isEqualTo(890_000);
        scenario.accepts("bank-a", Role.NODE, unlock);
        assertThat(balance("bank-a")).isEqualTo(1_000_000);
        assertThat(scenario.read(SettlementKeys.hold(run))).isEmpty();
        assertThat(scenario.read(SettlementKeys.deposit(run, BANK))).isEmpty();
        assertThat(scenario.read(SettlementKeys.deposit(run, new MemberId("telco-b"))))
                .isPresent();
        scenario.accepts("bank-a", Role.NODE, new SettlementCommand.FundTask(run));
        scenario.accepts("bank-a", Role.NODE, new SettlementCommand.LockDeposit(run));
        scenario.story().approve(manifest);
        scenario.story().start(manifest, 1);
        for (SettlementCommand command : List.of(unlock, new SettlementCommand.Unlock(run))) {
            scenario.refuses("bank-a", Role.NODE, command, Reason.STATE_FORBIDS, "STARTED");
        }
        RunId none = new RunId(new TaskId("bank-a/none"), 1);
        scenario.refuses("bank-a", Role.NODE, new SettlementCommand.Unlock(none), Reason.MANIFEST_MISMATCH, "/task");
    }

    @Test
    void a_closed_task_takes_no_money_but_gives_it_back() {
        scenario.accepts("bank-a", Role.NODE, new SettlementCommand.FundTask(run));
        scenario.accepts("bank-a", Role.APPROVER, new TaskCommand.CloseTask(run.task(), new Code("withdrawn")));
        scenario.refuses("telco-b", Role.NODE, new SettlementCommand.LockDeposit(run), Reason.STATE_FORBIDS, "CLOSED");
        scenario.accepts("bank-a", Role.NODE, new SettlementCommand.Unlock(run));
        scenario.refuses("bank-a", Role.NODE, new SettlementCommand.FundTask(run), Reason.STATE_FORBIDS, "CLOSED");
    }

    private SettlementCommand.PayOut payOut(String currency, long amount) {
        return new SettlementCommand.PayOut(currency, amount, ConsortiumFixture.digest("order"));
    }

    private List<Payout> paidOut() {
        return scenario.ledger().state().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("payout/bank-a/CNY/"))
                .map(entry -> RecordCodec.of(Payout.class).decode(entry.getValue(), 1 << 16))
                .map(parsed -> ((Parsed.Value<Payout>) parsed).value())
                .toList();
    }

    @Test
    void a_member_takes_out_what_it_has_to_the_last_cent() {
        Invariants invariants = new Invariants(scenario.ledger(), "pay-outs");
        scenario.refuses("bank-a", Role.NODE, payOut("CNY", 1_000_001), Reason.BALANCE_TOO_LOW, "bank-a");
        scenario.refuses("bank-a", Role.NODE, payOut("EUR", 1), Reason.BALANCE_TOO_LOW, "bank-a");
        scenario.refuses("bank-a", Role.TLS, payOut("CNY", 1), Reason.CERTIFICATE_WRONG_ROLE, "tls");
        scenario.accepts("bank-a", Role.ADMIN, payOut("CNY", 999_999));
        invariants.hold();
        assertThat(balance("bank-a")).isEqualTo(1);
        long time = scenario.time();
        assertThat(paidOut()).containsExactly(new Payout(999_999, ConsortiumFixture.digest("order"), time));
        scenario.accepts("bank-a", Role.NODE, payOut("CNY", 1));
        invariants.hold();
        assertThat(balance("bank-a")).isZero();
        assertThat(paidOut()).hasSize(2);
        scenario.refuses("bank-a", Role.NODE, payOut("CNY", 1), Reason.BALANCE_TOO_LOW, "bank-a");
    }

    @Test
    void equal_pay_outs_of_two_commands_stand_apart() {
        scenario.accepts("bank-a", Role.NODE, payOut("CNY", 7)).accepts("bank-a", Role.NODE, payOut("CNY", 7));
        assertThat(paidOut()).hasSize(2);
        assertThat(balance("bank-a")).isEqualTo(1_000_000 - 14);
    }

    @Test
    void what_is_locked_cannot_be_taken_out() {
        scenario.story().fund(manifest, 1);
        scenario.refuses("bank-a", Role.NODE, payOut("CNY", 890_001), Reason.BALANCE_TOO_LOW, "bank-a");
        scenario.accepts("bank-a", Role.NODE, payOut("CNY", 890_000));
        scenario.accepts("bank-a", Role.NODE, new SettlementCommand.Unlock(run));
        assertThat(balance("bank-a")).isEqualTo(110_000);
    }

    @Test
    void a_pay_out_is_of_at_least_one_cent_in_a_currency() {
        for (long amount : new long[] {0, -1, Bounds.MAXIMUM_AMOUNT + 1}) {
            assertThatThrownBy(() -> payOut("CNY", amount)).hasMessageContaining("amount");
        }
        assertThatThrownBy(() -> payOut("cny", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
