package io.datapact.contract.golden;

import io.datapact.contract.command.Command;
import io.datapact.contract.command.EvidenceCommand.AnchorEvidence;
import io.datapact.contract.command.EvidenceCommand.RecordDeletion;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.RunCommand.AttestResult;
import io.datapact.contract.command.RunCommand.CommitInput;
import io.datapact.contract.command.RunCommand.ConfirmReceipt;
import io.datapact.contract.command.RunCommand.Release;
import io.datapact.contract.command.RunCommand.ReturnReservation;
import io.datapact.contract.command.RunCommand.StartRun;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.command.SettlementCommand.Collect;
import io.datapact.contract.command.SettlementCommand.FundTask;
import io.datapact.contract.command.SettlementCommand.LockDeposit;
import io.datapact.contract.command.SettlementCommand.OpenDispute;
import io.datapact.contract.command.SettlementCommand.Unlock;
import io.datapact.contract.command.TaskCommand.CloseTask;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestIdentity;
import java.util.List;
import java.util.Optional;

/** Chapter 5: a run from its money to its end, with what is refused on the way. */
final class Running {
    private static final Digest HEAD = ConsortiumFixture.digest("head");

    private final GoldenBook book;
    private final Joining council;
    private final TestIdentity stranger;
    private final TaskManifest manifest;
    private final RunId run;

    Running(GoldenBook book, Joining council) {
        this.book = book;
        this.council = council;
        this.stranger = council.approver("insure-f");
        this.manifest = book.aTask().build();
        this.run = GoldenBook.first(manifest);
    }

    void tell() {
        book.story().propose(manifest);
        book.refuses(stranger, new CloseTask(manifest.task(), new Code("no")), Reason.NOT_A_PARTY);
        money();
        start();
        inputs();
        attestations();
        releases();
        evidence();
        ending();
    }

    private void refuses(String member, Command command, Reason reason) {
        book.refuses(member, Role.NODE, command, reason);
    }

    private StartRun starting() {
        return book.fixture().start(manifest, 1, book.time());
    }

    private void money() {
        RunId nowhere = new RunId(new TaskId("bank-a/nowhere"), 1);
        RunId second = new RunId(manifest.task(), 2);
        for (Command command : List.of(new FundTask(nowhere), new LockDeposit(nowhere), new Unlock(nowhere))) {
            refuses("bank-a", command, Reason.MANIFEST_MISMATCH);
        }
        refuses("telco-b", new FundTask(run), Reason.NOT_A_PARTY);
        book.refuses(stranger, new LockDeposit(run), Reason.NOT_A_PARTY);
        refuses("bank-a", new FundTask(second), Reason.USES_EXHAUSTED);
        refuses("telco-b", new LockDeposit(second), Reason.USES_EXHAUSTED);
        refuses("telco-b", new Unlock(run), Reason.FUNDS_MISSING);
        refuses("bank-a", starting(), Reason.APPROVAL_MISSING);
        book.story().approve(manifest);
        refuses("bank-a", starting(), Reason.FUNDS_MISSING);
        book.story().fund(manifest, 1);
        refuses("bank-a", new FundTask(run), Reason.ALREADY_DECIDED);
        refuses("telco-b", new LockDeposit(run), Reason.ALREADY_DECIDED);
        book.accepts("telco-b", Role.APPROVER, new Unlock(run));
        refuses("bank-a", starting(), Reason.DEPOSIT_MISSING);
        book.accepts("telco-b", Role.MARKET, new LockDeposit(run));
    }

    private void start() {
        Command early = new CloseRun(run);
        for (Command command : List.of(early, new ConfirmReceipt(run, HEAD), anchor(1, 1), dispute())) {
            refuses("bank-a", command, Reason.NOT_NEXT);
        }
        refuses("bank-a", book.fixture().start(manifest, 2, book.time()), Reason.NOT_NEXT);
        refuses("clearing-c", starting(), Reason.NOT_A_PARTY);
        refuses("bank-a", new StartRun(run, List.of()), Reason.PARTY_NOT_READY);
        StartRun old = starting();
        book.pass(61_000).refuses("bank-a", Role.NODE, old, Reason.PARTY_NOT_READY);
        book.accepts("telco-b", Role.NODE, starting());
        refuses("bank-a", starting(), Reason.NOT_NEXT);
        refuses("bank-a", new Unlock(run), Reason.STATE_FORBIDS);
    }

    private void inputs() {
        CommitInput loans = Story.commitment(run, manifest.inputs().get(0));
        CommitInput none = new CommitInput(run, new Code("none"), HEAD, HEAD);
        refuses("bank-a", none, Reason.MANIFEST_MISMATCH);
        refuses("bank-a", new ReturnReservation(run, new Code("none")), Reason.MANIFEST_MISMATCH);
        refuses("bank-a", new ReturnReservation(run, new Code("loans")), Reason.STATE_FORBIDS);
        refuses("telco-b", loans, Reason.NOT_A_PARTY);
        refuses("bank-a", new CommitInput(run, loans.input(), HEAD, HEAD), Reason.MANIFEST_MISMATCH);
        refuses("bank-a", attestation(0), Reason.STATE_FORBIDS);
        book.story().commitInputs(manifest, run);
        refuses("bank-a", loans, Reason.ALREADY_DECIDED);
    }

    private AttestResult attestation(int party) {
        return Story.attestation(manifest, run, manifest.parties().get(party));
    }

    private void attestations() {
        AttestResult bank = attestation(0);
        TestIdentity node = book.fixture().newIdentity("arbiter-d", Role.NODE, "1");
        book.accepts(council.admin("arbiter-d"), book.fixture().registration(node));
        book.refuses(node, bank, Reason.NOT_A_PARTY);
        book.refuses(node, aborted(Optional.empty()), Reason.NOT_A_PARTY);
        refuses("bank-a", new AttestResult(run, bank.common(), attestation(1).own()), Reason.MANIFEST_MISMATCH);
        book.accepts("bank-a", Role.NODE, bank);
        refuses("bank-a", bank, Reason.ALREADY_DECIDED);
        refuses("bank-a", aborted(Optional.empty()), Reason.ALREADY_DECIDED);
        refuses("telco-b", aborted(Optional.of(new MemberId("nobody"))), Reason.NOT_A_PARTY);
        refuses("telco-b", release(1), Reason.STATE_FORBIDS);
        book.accepts("telco-b", Role.NODE, attestation(1));
        book.accepts("clearing-c", Role.NODE, attestation(2));
        refuses("telco-b", aborted(Optional.empty()), Reason.ALREADY_DECIDED);
    }

    private RunCommand.AbortRun aborted(Optional<MemberId> peer) {
        return new RunCommand.AbortRun(run, new Code("peer-lost"), peer, HEAD);
    }

    private Release release(int party) {
        return Story.released(manifest, run, manifest.parties().get(party));
    }

    private void releases() {
        refuses("bank-a", new Release(run, List.of()), Reason.NOT_A_PARTY);
        refuses("telco-b", release(2), Reason.MANIFEST_MISMATCH);
        refuses("telco-b", new Release(run, List.of()), Reason.MANIFEST_MISMATCH);
        refuses("bank-a", new ConfirmReceipt(run, HEAD), Reason.STATE_FORBIDS);
        book.accepts("telco-b", Role.NODE, release(1));
        refuses("telco-b", release(1), Reason.ALREADY_DECIDED);
        refuses("bank-a", new CloseRun(run), Reason.STATE_FORBIDS);
        book.accepts("clearing-c", Role.NODE, release(2));
        refuses("telco-b", new ConfirmReceipt(run, HEAD), Reason.NOT_A_PARTY);
        book.accepts("bank-a", Role.NODE, new ConfirmReceipt(run, HEAD));
        refuses("bank-a", new ConfirmReceipt(run, HEAD), Reason.ALREADY_DECIDED);
    }

    private AnchorEvidence anchor(long seq, long count) {
        return new AnchorEvidence(run, seq, HEAD, count);
    }

    private void evidence() {
        refuses("bank-a", anchor(2, 1), Reason.NOT_NEXT);
        for (long seq = 1; seq <= AnchorEvidence.MAXIMUM; seq++) {
            book.accepts("bank-a", Role.NODE, anchor(seq, 10 * seq));
        }
        refuses("bank-a", anchor(17, 200), Reason.QUOTA_EXCEEDED);
        refuses("bank-a", anchor(3, 200), Reason.NOT_NEXT);
        refuses("telco-b", deletion(1), Reason.NOT_A_PARTY);
        refuses("bank-a", deletion(2), Reason.NOT_NEXT);
        book.accepts("bank-a", Role.NODE, deletion(1));
        refuses(
                "bank-a",
                new RecordDeletion(Optional.empty(), Optional.of(new TaskId("bank-a/nowhere")), 1),
                Reason.MANIFEST_MISMATCH);
    }

    private RecordDeletion deletion(long seq) {
        return new RecordDeletion(Optional.empty(), Optional.of(manifest.task()), seq);
    }

    private OpenDispute dispute() {
        return new OpenDispute(run, new Code("result/unreadable"), HEAD);
    }

    private void ending() {
        refuses("bank-a", dispute(), Reason.MANIFEST_MISMATCH);
        book.refuses(stranger, dispute(), Reason.NOT_A_PARTY);
        refuses("bank-a", new CloseRun(run), Reason.STATE_FORBIDS);
        book.pass(61_000).accepts(stranger, new CloseRun(run));
        refuses("bank-a", new CloseRun(run), Reason.ALREADY_DECIDED);
        refuses("bank-a", dispute(), Reason.ALREADY_DECIDED);
        Collect pay = new Collect("CNY", List.of(), List.of(run));
        for (String member : ConsortiumFixture.MEMBERS) {
            book.accepts(member, Role.NODE, pay);
        }
        refuses("telco-b", pay, Reason.ALREADY_DECIDED);
        book.accepts("bank-a", Role.APPROVER, new CloseTask(manifest.task(), new Code("done")));
    }
}
