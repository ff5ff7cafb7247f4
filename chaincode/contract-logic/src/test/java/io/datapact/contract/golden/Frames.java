package io.datapact.contract.golden;

import io.datapact.contract.command.GovernanceCommand.Enact;
import io.datapact.contract.command.GovernanceCommand.PauseBriefly;
import io.datapact.contract.command.GovernanceCommand.Resume;
import io.datapact.contract.command.SettlementCommand.FundTask;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.ReferenceValues;
import io.datapact.contract.governance.Witnesses;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.ApprovalPolicy;
import io.datapact.contract.member.CurrencyIssuer;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.RunId;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.RecordCopy;
import java.util.List;
import java.util.Optional;

/** Chapter 9: pauses, each part of the frame, a policy with four eyes, an upgrade to rules that are not there. */
final class Frames {
    private final GoldenBook book;
    private final Joining council;

    Frames(GoldenBook book, Joining council) {
        this.book = book;
        this.council = council;
    }

    void tell() {
        briefPauses();
        longPauses();
        parts();
        policies();
        upgrades();
    }

    private void briefPauses() {
        book.refuses("bank-a", Role.ADMIN, new Resume(), Reason.ALREADY_DECIDED);
        book.accepts("bank-a", Role.ADMIN, new PauseBriefly(3_600));
        book.refuses("bank-a", Role.NODE, new FundTask(new RunId(new TaskId("bank-a/x"), 1)), Reason.NETWORK_PAUSED);
        book.refuses("telco-b", Role.ADMIN, new PauseBriefly(60), Reason.NETWORK_PAUSED);
        book.refuses("telco-b", Role.ADMIN, new Resume(), Reason.NOT_A_PARTY);
        book.pass(60_000).accepts("bank-a", Role.ADMIN, new Resume());
        book.refuses("bank-a", Role.ADMIN, new PauseBriefly(60), Reason.QUOTA_EXCEEDED);
        book.refuses("telco-b", Role.ADMIN, new PauseBriefly(60), Reason.QUOTA_EXCEEDED);
        book.pass(GoldenBook.DAY).accepts("telco-b", Role.ADMIN, new PauseBriefly(60));
        book.pass(60_000);
    }

    private void longPauses() {
        String pause = MemberKeys.PAUSE.path();
        council.refusedAll(new Action.Resume(), pause, Reason.ALREADY_DECIDED);
        council.decideAll(new Action.LongPause(86_400), pause);
        book.refuses("telco-b", Role.ADMIN, new Resume(), Reason.NOT_A_PARTY);
        book.pass(3_600_000);
        council.decideAll(new Action.LongPause(7 * 86_400), pause);
        book.pass(3_600_000);
        council.decideAll(new Action.Resume(), pause);
    }

    private void parts() {
        List<MemberId> reviewers = List.of(new MemberId("clearing-c"), new MemberId("arbiter-d"));
        set(Optional.of(reviewers), Optional.empty());
        List<MemberId> twice = List.of(reviewers.get(0), reviewers.get(0));
        council.refusedAll(
                frame(Optional.of(twice), Optional.empty()), MemberKeys.FRAME.path(), Reason.MANIFEST_MISMATCH);
        List<MemberId> nobody = List.of(new MemberId("nobody"));
        council.refusedAll(frame(Optional.of(nobody), Optional.empty()), MemberKeys.FRAME.path(), Reason.NOT_A_PARTY);
        CurrencyIssuer yuan = new CurrencyIssuer("CNY", new MemberId("clearing-c"));
        set(Optional.empty(), Optional.of(List.of(yuan, new CurrencyIssuer("EUR", new MemberId("bank-a")))));
        Witnesses witnesses = new Witnesses(
                List.of(new Witnesses.Witness(
                        new MemberId("telco-b"), book.fixture().logSigner().key())),
                1);
        council.decideAll(part(Optional.of(witnesses), Optional.empty()), GovernanceKeys.WITNESSES.path());
        ReferenceValues values = new ReferenceValues(List.of(
                new ReferenceValues.ReferenceValue(new Code("sev-snp"), ConsortiumFixture.digest("measurement"))));
        council.decideAll(part(Optional.empty(), Optional.of(values)), GovernanceKeys.REFERENCE_VALUES.path());
        logKeys();
    }

    private void logKeys() {
        String authority = GovernanceKeys.AUTHORITY.path();
        Bytes first = book.fixture().logSigner().key().publicKey();
        Bytes second = GoldenBook.log("second").key().publicKey();
        council.refusedAll(logKey(first), authority, Reason.ALREADY_DECIDED);
        council.decideAll(logKey(second), authority);
        council.refusedAll(logKey(first), authority, Reason.KEY_IN_USE);
        council.decideAll(logKey(GoldenBook.log("third").key().publicKey()), authority);
        council.refusedAll(logKey(second), authority, Reason.KEY_IN_USE);
    }

    private static Action logKey(Bytes key) {
        return new Action.SetFrame(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(key));
    }

    private void set(Optional<List<MemberId>> reviewers, Optional<List<CurrencyIssuer>> currencies) {
        council.decideAll(frame(reviewers, currencies), MemberKeys.FRAME.path());
    }

    private static Action frame(Optional<List<MemberId>> reviewers, Optional<List<CurrencyIssuer>> currencies) {
        return new Action.SetFrame(reviewers, currencies, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Action part(Optional<Witnesses> witnesses, Optional<ReferenceValues> values) {
        return new Action.SetFrame(Optional.empty(), Optional.empty(), witnesses, values, Optional.empty());
    }

    private void policies() {
        Policy second = RecordCopy.with(ConsortiumFixture.defaultPolicy(), "version", 2L);
        ApprovalPolicy.Regulated risk =
                new ApprovalPolicy.Regulated(new Code("credit-risk"), new MemberId("arbiter-d"));
        Policy next = RecordCopy.with(second, "approvals", new ApprovalPolicy(true, List.of(risk)));
        Policy third = RecordCopy.with(next, "version", 3L);
        council.refusedAll(new Action.SetPolicy(third), MemberKeys.FRAME.path(), Reason.NOT_NEXT);
        council.decideAll(new Action.SetPolicy(next), MemberKeys.FRAME.path());
    }

    private void upgrades() {
        book.refuses(
                "telco-b",
                Role.NODE,
                new Enact(council.voted(new Action.UpgradeRules(2), MemberKeys.FRAME.path())),
                Reason.RULES_UNKNOWN);
        council.refusedAll(new Action.UpgradeRules(1), MemberKeys.FRAME.path(), Reason.NOT_NEXT);
    }
}
