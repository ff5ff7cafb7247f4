package io.datapact.contract.golden;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.RunCommand.AbortRun;
import io.datapact.contract.command.RunCommand.ReturnReservation;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.command.SettlementCommand.Collect;
import io.datapact.contract.command.SettlementCommand.FundTask;
import io.datapact.contract.command.SettlementCommand.LockDeposit;
import io.datapact.contract.command.SettlementCommand.OpenDispute;
import io.datapact.contract.command.SettlementCommand.PayIn;
import io.datapact.contract.command.SettlementCommand.PayOut;
import io.datapact.contract.command.SettlementCommand.Rule;
import io.datapact.contract.command.SettlementCommand.Unlock;
import io.datapact.contract.command.TaskCommand.CloseTask;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.RunId;
import io.datapact.contract.settlement.PriceRuling;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.settlement.Verdict;
import io.datapact.contract.task.Arbiters;
import io.datapact.contract.task.SettlementTerms;
import io.datapact.contract.task.TaskInput;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.contract.testing.Story;
import java.util.List;
import java.util.Optional;

/** Chapter 6: the other ends of runs: aborted, late, withheld, disputed; money too much and too little. */
final class Endings {
    private static final Digest HEAD = ConsortiumFixture.digest("head");

    private final GoldenBook book;
    private final Joining council;

    Endings(GoldenBook book, Joining council) {
        this.book = book;
        this.council = council;
    }

    void tell() {
        aborted();
        late();
        withheld();
        settledByArbiters();
        refundedByArbiters();
        nothingAtStake();
        tooMuch();
    }

    private RunId started(TaskManifest manifest) {
        book.ready(manifest);
        book.accepts("bank-a", Role.NODE, book.fixture().start(manifest, 1, book.time()));
        return GoldenBook.first(manifest);
    }

    /** After the outcome: all collect, and the task's slot is given back. */
    private void finish(TaskManifest manifest, String... paid) {
        Collect pay = new Collect("CNY", List.of(), List.of(GoldenBook.first(manifest)));
        for (String member : paid) {
            book.accepts(member, Role.NODE, pay);
        }
        book.accepts("bank-a", Role.APPROVER, new CloseTask(manifest.task(), new Code("done")));
    }

    private void refuses(String member, Command command, Reason reason) {
        book.refuses(member, Role.NODE, command, reason);
    }

    private void aborted() {
        TaskManifest manifest = book.aTask().build();
        RunId run = started(manifest);
        book.accepts(
                "bank-a", Role.NODE, Story.commitment(run, manifest.inputs().get(0)));
        AbortRun abort = new AbortRun(run, new Code("peer-lost"), Optional.of(new MemberId("telco-b")), HEAD);
        book.accepts("clearing-c", Role.APPROVER, abort);
        refuses("clearing-c", abort, Reason.ALREADY_DECIDED);
        refuses("bank-a", abort, Reason.STATE_FORBIDS);
        refuses("telco-b", Story.commitment(run, manifest.inputs().get(1)), Reason.STATE_FORBIDS);
        ReturnReservation back = new ReturnReservation(run, new Code("subscribers"));
        refuses("bank-a", back, Reason.NOT_A_PARTY);
        refuses("bank-a", new ReturnReservation(run, new Code("loans")), Reason.ALREADY_DECIDED);
        book.accepts("telco-b", Role.NODE, back);
        book.pass(61_000).accepts("bank-a", Role.MARKET, new CloseRun(run));
        finish(manifest, "bank-a", "telco-b", "clearing-c");
    }

    private void late() {
        TaskManifest manifest = book.aTask().build();
        RunId run = started(manifest);
        book.accepts(
                "bank-a", Role.NODE, Story.commitment(run, manifest.inputs().get(0)));
        book.pass(600_000);
        refuses("telco-b", Story.commitment(run, manifest.inputs().get(1)), Reason.STATE_FORBIDS);
        refuses("telco-b", new ReturnReservation(run, new Code("subscribers")), Reason.STATE_FORBIDS);
        refuses("bank-a", new CloseRun(run), Reason.STATE_FORBIDS);
        book.pass(181_000).accepts("bank-a", Role.NODE, new CloseRun(run));
        book.accepts("telco-b", Role.NODE, new ReturnReservation(run, new Code("subscribers")));
        finish(manifest, "bank-a", "telco-b", "clearing-c");
    }

    private void withheld() {
        TaskManifest manifest = book.aTask().build();
        RunId run = started(manifest);
        book.story().commitInputs(manifest, run);
        book.story().attest(manifest, run);
        book.accepts(
                "telco-b",
                Role.NODE,
                Story.released(manifest, run, manifest.parties().get(1)));
        book.pass(600_000);
        refuses("clearing-c", Story.released(manifest, run, manifest.parties().get(2)), Reason.STATE_FORBIDS);
        book.pass(181_000).accepts("telco-b", Role.REVOKER, new CloseRun(run));
        finish(manifest, "bank-a", "telco-b");
    }

    private TaskManifest judged() {
        SettlementTerms terms = ManifestBuilder.terms(100_000, 10_000);
        List<MemberId> arbiters = List.of(new MemberId("arbiter-d"), new MemberId("arbiter-e"));
        return book.aTask()
                .terms(RecordCopy.with(terms, "arbiters", new Arbiters(arbiters, 2)))
                .build();
    }

    private static OpenDispute dispute(RunId run) {
        return new OpenDispute(run, new Code("result/unreadable"), HEAD);
    }

    private static Rule ruling(RunId run, PriceRuling price, List<MemberId> faults, List<MemberId> frivolous) {
        return new Rule(run, new Verdict(price, faults, List.of(), frivolous));
    }

    private void rules(String arbiter, Rule rule) {
        book.accepts(council.approver(arbiter), rule);
    }

    private void refusesRule(String arbiter, Rule rule, Reason reason) {
        book.refuses(council.approver(arbiter), rule, reason);
    }

    private void settledByArbiters() {
        TaskManifest manifest = judged();
        Rule settle =
                ruling(GoldenBook.first(manifest), PriceRuling.SETTLE, List.of(), List.of(new MemberId("bank-a")));
        refusesRule("arbiter-d", settle, Reason.NOT_NEXT);
        RunId run = started(manifest);
        refuses("bank-a", dispute(run), Reason.STATE_FORBIDS);
        refusesRule("arbiter-d", settle, Reason.STATE_FORBIDS);
        book.story().finish(manifest, run);
        refusesRule("arbiter-d", settle, Reason.STATE_FORBIDS);
        book.accepts("bank-a", Role.NODE, dispute(run));
        refuses("bank-a", dispute(run), Reason.ALREADY_DECIDED);
        book.refuses("bank-a", Role.APPROVER, settle, Reason.NOT_A_PARTY);
        refusesRule(
                "arbiter-d",
                ruling(run, PriceRuling.SETTLE, List.of(new MemberId("nobody")), List.of()),
                Reason.NOT_A_PARTY);
        rules("arbiter-d", settle);
        refusesRule("arbiter-d", settle, Reason.ALREADY_DECIDED);
        book.pass(61_000);
        refuses("telco-b", dispute(run), Reason.WINDOW_OVER);
        refuses("telco-b", new CloseRun(run), Reason.STATE_FORBIDS);
        rules("arbiter-e", settle);
        book.accepts("telco-b", Role.NODE, new CloseRun(run));
        refusesRule("arbiter-e", settle, Reason.ALREADY_DECIDED);
        finish(manifest, "telco-b", "clearing-c");
    }

    private void refundedByArbiters() {
        TaskManifest manifest = judged();
        RunId run = started(manifest);
        AbortRun abort = new AbortRun(run, new Code("peer-lost"), Optional.empty(), HEAD);
        book.accepts("bank-a", Role.NODE, abort);
        book.accepts("telco-b", Role.NODE, dispute(run));
        refusesRule("arbiter-d", ruling(run, PriceRuling.SETTLE, List.of(), List.of()), Reason.STATE_FORBIDS);
        Rule refund = ruling(run, PriceRuling.REFUND, List.of(new MemberId("bank-a")), List.of());
        rules("arbiter-d", refund);
        rules("arbiter-e", refund);
        book.pass(61_000).accepts("clearing-c", Role.NODE, new CloseRun(run));
        finish(manifest, "bank-a", "telco-b", "clearing-c");
        TaskManifest another = judged();
        RunId unruled = started(another);
        book.accepts("bank-a", Role.NODE, new AbortRun(unruled, new Code("peer-lost"), Optional.empty(), HEAD));
        book.accepts("telco-b", Role.NODE, dispute(unruled));
        book.pass(86_462_000);
        refusesRule("arbiter-d", ruling(unruled, PriceRuling.REFUND, List.of(), List.of()), Reason.WINDOW_OVER);
        book.accepts("clearing-c", Role.NODE, new CloseRun(unruled));
        finish(another, "bank-a", "telco-b");
    }

    /** A run without price, of a dataset that asks for none: never funded, closed at once. */
    private void nothingAtStake() {
        SettlementTerms free = new SettlementTerms(
                "CNY", 0, "fixed", List.of(), ManifestBuilder.terms(0, 0).fee(), List.of(), new Arbiters(List.of(), 0));
        TaskInput loans = book.aTask().inputs().get(0);
        TaskManifest costly = book.aTask()
                .inputs(RecordCopy.with(loans, "epsilonMicros", 1_000_001L))
                .terms(free)
                .slot(2)
                .build();
        proposedAndApproved(costly);
        refuses("bank-a", book.fixture().start(costly, 1, book.time()), Reason.PRIVACY_BUDGET_EXHAUSTED);
        finish(costly);
        TaskManifest manifest = book.aTask().inputs(loans).terms(free).build();
        proposedAndApproved(manifest);
        RunId run = GoldenBook.first(manifest);
        book.accepts("bank-a", Role.NODE, book.fixture().start(manifest, 1, book.time()));
        refuses("bank-a", new FundTask(run), Reason.STATE_FORBIDS);
        refuses("bank-a", new LockDeposit(run), Reason.STATE_FORBIDS);
        book.story().finish(manifest, run);
        book.accepts("bank-a", Role.NODE, new CloseRun(run));
        finish(manifest);
    }

    private void proposedAndApproved(TaskManifest manifest) {
        book.story().propose(manifest);
        book.story().approve(manifest);
    }

    /** Accounts end where the amounts of JSON do. */
    private void tooMuch() {
        TaskManifest manifest = book.story().propose(book.aTask().build());
        RunId run = GoldenBook.first(manifest);
        book.accepts("telco-b", Role.NODE, new LockDeposit(run));
        Digest much = ConsortiumFixture.digest("much for telco-b");
        long almost = Bounds.MAXIMUM_AMOUNT - 2_000_000;
        book.accepts("clearing-c", Role.MARKET, new PayIn("CNY", much, new MemberId("telco-b"), almost));
        book.accepts("telco-b", Role.NODE, new Collect("CNY", List.of(much), List.of()));
        Digest more = ConsortiumFixture.digest("more for telco-b");
        book.accepts("clearing-c", Role.MARKET, new PayIn("CNY", more, new MemberId("telco-b"), missing()));
        book.accepts("telco-b", Role.NODE, new Collect("CNY", List.of(more), List.of()));
        refuses("telco-b", new Unlock(run), Reason.QUOTA_EXCEEDED);
        book.accepts("telco-b", Role.NODE, new PayOut("CNY", Bounds.MAXIMUM_AMOUNT - 10_000, HEAD));
        book.accepts("telco-b", Role.NODE, new Unlock(run));
        book.accepts("telco-b", Role.NODE, new PayOut("CNY", 15_000, HEAD));
        refuses("telco-b", new LockDeposit(run), Reason.BALANCE_TOO_LOW);
        book.story().payIn("telco-b", 500_000);
        finish(manifest);
    }

    /** What telco-b's account lacks to be full. */
    private long missing() {
        return Bounds.MAXIMUM_AMOUNT
                - book.story()
                        .ledger()
                        .reader()
                        .read(SettlementKeys.account(new MemberId("telco-b"), "CNY"))
                        .orElseThrow()
                        .balance();
    }
}
