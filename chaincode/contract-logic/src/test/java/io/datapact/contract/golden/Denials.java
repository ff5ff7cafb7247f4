package io.datapact.contract.golden;

import static io.datapact.contract.golden.GoldenBook.DAY;

import io.datapact.contract.command.EvidenceCommand.RecordDenial;
import io.datapact.contract.command.RunCommand.AbortRun;
import io.datapact.contract.command.RunCommand.ReturnReservation;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.command.TaskCommand.CloseTask;
import io.datapact.contract.evidence.Denial;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.AskReady;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestIdentity;
import java.util.Optional;

/** Chapter 8: a gate records what it refused. */
final class Denials {
    private final GoldenBook book;
    private final ConsortiumFixture fixture;

    Denials(GoldenBook book) {
        this.book = book;
        this.fixture = book.fixture();
    }

    void tell() {
        TaskManifest manifest = book.story().propose(book.aTask().build());
        questions(manifest);
        quota(manifest);
        starts(manifest);
    }

    private Bytes question(RunId run, Digest manifest, long age) {
        AskReady asked = fixture.askReady("bank-a", run, manifest, book.time() - age);
        return fixture.message(fixture.identity("bank-a", Role.NODE), asked);
    }

    private RecordDenial denial(Bytes about, long daysAgo, long seq) {
        long day = book.time() / DAY - daysAgo;
        return new RecordDenial(new MemberId("bank-a"), day, seq, about, "PARTY_NOT_READY", Optional.empty());
    }

    private void refuses(RecordDenial denial, Reason reason) {
        book.refuses("telco-b", Role.NODE, denial, reason);
    }

    private void questions(TaskManifest manifest) {
        RunId run = GoldenBook.first(manifest);
        Bytes about = question(run, manifest.digest(), 0);
        refuses(denial(Bytes.of(new byte[] {'{'}), 0, 1), Reason.MALFORMED);
        refuses(RecordCopy.with(denial(about, 0, 1), "reason", "NO_REASON"), Reason.MALFORMED);
        AskReady elsewhere = RecordCopy.with(
                fixture.askReady("bank-a", run, manifest.digest(), book.time()),
                "network",
                ConsortiumFixture.digest("another network"));
        TestIdentity node = fixture.identity("bank-a", Role.NODE);
        refuses(denial(fixture.message(node, elsewhere), 0, 1), Reason.WRONG_NETWORK);
        AskReady own = fixture.askReady("bank-a", run, manifest.digest(), book.time());
        Bytes forged = fixture.message(fixture.identity("clearing-c", Role.NODE), own);
        refuses(denial(forged, 0, 1), Reason.CERTIFICATE_UNKNOWN);
        refuses(RecordCopy.with(denial(about, 0, 1), "asker", new MemberId("nobody")), Reason.MEMBER_SUSPENDED);
        refuses(RecordCopy.with(denial(about, 0, 1), "asker", new MemberId("clearing-c")), Reason.NOT_A_PARTY);
        RunId nowhere = new RunId(new TaskId("bank-a/nowhere"), 1);
        refuses(denial(question(nowhere, manifest.digest(), 0), 0, 1), Reason.MANIFEST_MISMATCH);
        refuses(denial(about, 0, 2), Reason.NOT_NEXT);
        refuses(denial(about, 2, 1), Reason.OUTSIDE_WINDOW);
        refuses(denial(about, -1, 1), Reason.OUTSIDE_WINDOW);
        book.accepts("telco-b", Role.NODE, denial(about, 0, 1));
        refuses(denial(about, 0, 2), Reason.ALREADY_DECIDED);
    }

    private void quota(TaskManifest manifest) {
        RunId run = GoldenBook.first(manifest);
        Denial.Overflow more = new Denial.Overflow(3, ConsortiumFixture.digest("the rest of the day"));
        long most = ConsortiumFixture.defaultPolicy().denialsPerDay();
        for (long seq = 2; seq < most; seq++) {
            book.accepts("telco-b", Role.NODE, denial(question(run, manifest.digest(), seq), 0, seq));
        }
        RecordDenial last = denial(question(run, manifest.digest(), 100), 0, most);
        book.accepts("telco-b", Role.NODE, RecordCopy.with(last, "overflow", Optional.of(more)));
        refuses(denial(question(run, manifest.digest(), 101), 0, most + 1), Reason.QUOTA_EXCEEDED);
    }

    /** A start that stands may be denied by who took no part, not by who did. */
    private void starts(TaskManifest manifest) {
        book.story().approve(manifest);
        book.story().fund(manifest, 1);
        RunId run = GoldenBook.first(manifest);
        book.pass(1_000);
        byte[] start = fixture.signed(
                fixture.identity("bank-a", Role.NODE), fixture.start(manifest, 1, book.time()), book.time());
        book.told(start, GoldenStep.ACCEPTED);
        book.accepts(
                "telco-b", Role.NODE, Story.commitment(run, manifest.inputs().get(1)));
        refuses(denial(Bytes.of(start), 0, 9), Reason.ALREADY_DECIDED);
        book.accepts("clearing-c", Role.NODE, denial(Bytes.of(start), 0, 1));
        book.accepts(
                "clearing-c",
                Role.NODE,
                new AbortRun(run, new Code("denied"), Optional.empty(), ConsortiumFixture.digest("head")));
        book.accepts("bank-a", Role.NODE, new ReturnReservation(run, new Code("loans")));
        book.pass(61_000).accepts("bank-a", Role.NODE, new CloseRun(run));
        book.accepts("bank-a", Role.APPROVER, new CloseTask(manifest.task(), new Code("done")));
    }
}
