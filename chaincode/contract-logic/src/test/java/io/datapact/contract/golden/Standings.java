package io.datapact.contract.golden;

import static io.datapact.contract.golden.GoldenBook.DAY;

import io.datapact.contract.command.MemberCommand.RevokeCertificate;
import io.datapact.contract.command.TaskCommand.ApproveTask;
import io.datapact.contract.command.TaskCommand.EndStanding;
import io.datapact.contract.command.TaskCommand.GrantStanding;
import io.datapact.contract.command.TaskCommand.ProposeTask;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.Limits;
import io.datapact.contract.task.StandingCaps;
import io.datapact.contract.task.StandingInput;
import io.datapact.contract.task.StandingTemplate;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestIdentity;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Chapter 10, under the second policy: four eyes, a regulator, standing approvals and what they may cost. */
final class Standings {
    private static final StandingId REPORTS = new StandingId("telco-b/reports");
    private static final StandingId BRIEF = new StandingId("telco-b/brief");

    private final GoldenBook book;
    private final Joining council;
    private final ConsortiumFixture fixture;
    private final TestIdentity auto;
    private final TestIdentity proposer;
    private final TestIdentity bankSecond;
    private final TestIdentity telcoSecond;
    private final TestIdentity clearingSecond;
    private final TestIdentity regulatorSecond;

    Standings(GoldenBook book, Joining council) {
        this.book = book;
        this.council = council;
        this.fixture = book.fixture();
        this.auto = fixture.newIdentity("telco-b", Role.AUTO_APPROVER, "machine");
        this.proposer = fixture.newIdentity("bank-a", Role.APPROVER, "proposer");
        this.bankSecond = second("bank-a");
        this.telcoSecond = second("telco-b");
        this.clearingSecond = second("clearing-c");
        this.regulatorSecond = second("arbiter-d");
    }

    private TestIdentity second(String member) {
        return fixture.newIdentity(member, Role.APPROVER, "approver-2");
    }

    void tell() {
        people();
        TaskManifest manifest = aTask(2, 2);
        book.accepts(proposer, new ProposeTask(manifest));
        TaskManifest outdated = book.aTask().slot(3).build();
        book.refuses(proposer, new ProposeTask(outdated), Reason.POLICY_OUTDATED);
        grants();
        automatic(manifest);
        fourEyes(manifest);
        caps(manifest);
        ends();
        approvalsThatExpire();
    }

    private TaskManifest aTask(long runs, long slot) {
        return book.aTask().policy(2).slot(slot).runs(runs).build();
    }

    private void people() {
        for (TestIdentity identity : List.of(auto, telcoSecond)) {
            book.accepts("telco-b", Role.ADMIN, fixture.registration(identity));
        }
        for (TestIdentity identity : List.of(bankSecond, proposer)) {
            book.accepts("bank-a", Role.ADMIN, fixture.registration(identity));
        }
        book.accepts("clearing-c", Role.ADMIN, fixture.registration(clearingSecond));
        book.accepts(council.admin("arbiter-d"), fixture.registration(regulatorSecond));
    }

    private static StandingTemplate template(long mostPrice) {
        return new StandingTemplate(
                List.of(new Code("credit-risk")),
                new AlgorithmId("clearing-c/mpc-statistics"),
                1,
                List.of(new Code("group-by")),
                List.of(
                        new StandingInput(new DatasetId("bank-a/loans"), List.of("id", "amount", "defaulted")),
                        new StandingInput(new DatasetId("telco-b/subscribers"), List.of("id", "segment"))),
                List.of(new MemberId("bank-a"), new MemberId("telco-b"), new MemberId("clearing-c")),
                List.of(new MemberId("bank-a")),
                10,
                1_000,
                false,
                "CNY",
                0,
                mostPrice,
                0,
                0,
                3,
                ConsortiumFixture.digest("parameters"),
                new StandingCaps(1, 100, 200_000));
    }

    private void grants() {
        GrantStanding grant = new GrantStanding(REPORTS, template(100_000));
        book.refuses("bank-a", Role.APPROVER, grant, Reason.CERTIFICATE_WRONG_ROLE);
        book.refuses("telco-b", Role.APPROVER, new EndStanding(REPORTS), Reason.MANIFEST_MISMATCH);
        book.accepts("telco-b", Role.APPROVER, grant);
        book.refuses("telco-b", Role.APPROVER, grant, Reason.FOUR_EYES);
        book.refuses(telcoSecond, new GrantStanding(REPORTS, template(1)), Reason.MANIFEST_MISMATCH);
    }

    private static ApproveTask approve(TaskManifest manifest, StandingId standing, long after) {
        return new ApproveTask(manifest.task(), manifest.digest(), after, Optional.empty(), Optional.of(standing));
    }

    private void automatic(TaskManifest manifest) {
        book.refuses(auto, approve(manifest, BRIEF, 0), Reason.MANIFEST_MISMATCH);
        book.refuses(auto, approve(manifest, REPORTS, 0), Reason.APPROVAL_MISSING);
        book.accepts(telcoSecond, new GrantStanding(REPORTS, template(100_000)));
        book.refuses(telcoSecond, new GrantStanding(REPORTS, template(100_000)), Reason.ALREADY_DECIDED);
        book.refuses(auto, new ApproveTask(manifest.task(), manifest.digest(), 0), Reason.CERTIFICATE_WRONG_ROLE);
        book.refuses(auto, approve(manifest, REPORTS, 1), Reason.BASE_CHANGED);
        book.accepts("telco-b", Role.APPROVER, new GrantStanding(BRIEF, template(99_999)));
        book.accepts(telcoSecond, new GrantStanding(BRIEF, template(99_999)));
        book.refuses(auto, approve(manifest, BRIEF, 0), Reason.STANDING_EXCEEDED);
        book.accepts("telco-b", Role.APPROVER, new EndStanding(BRIEF));
        book.refuses(auto, approve(manifest, BRIEF, 0), Reason.APPROVAL_REVOKED);
        book.accepts(auto, approve(manifest, REPORTS, 0));
    }

    private ApproveTask slot(TaskManifest manifest, long slot) {
        return new ApproveTask(manifest.task(), manifest.digest(), 0, Optional.of(slot));
    }

    private void fourEyes(TaskManifest manifest) {
        book.accepts("bank-a", Role.APPROVER, slot(manifest, 1));
        book.refuses("bank-a", Role.APPROVER, slot(manifest, 2), Reason.FOUR_EYES);
        book.accepts(bankSecond, slot(manifest, 2));
        approveBy("clearing-c", clearingSecond, manifest);
        book.refuses("bank-a", Role.NODE, fixture.start(manifest, 1, book.time()), Reason.APPROVAL_MISSING);
        book.accepts(council.approver("arbiter-d"), slot(manifest, 1));
        book.accepts(regulatorSecond, slot(manifest, 2));
    }

    private void approveBy(String member, TestIdentity other, TaskManifest manifest) {
        book.accepts(member, Role.APPROVER, slot(manifest, 1));
        book.accepts(other, slot(manifest, 2));
    }

    private void caps(TaskManifest manifest) {
        book.story().fund(manifest, 1);
        book.story().fund(manifest, 2);
        book.accepts("bank-a", Role.NODE, fixture.start(manifest, 1, book.time()));
        book.refuses("bank-a", Role.NODE, fixture.start(manifest, 2, book.time()), Reason.STANDING_EXCEEDED);
        RunId run = GoldenBook.first(manifest);
        book.accepts(
                "telco-b", Role.NODE, Story.commitment(run, manifest.inputs().get(1)));
    }

    private void ends() {
        EndStanding end = new EndStanding(REPORTS);
        book.refuses(auto, end, Reason.CERTIFICATE_WRONG_ROLE);
        TaskManifest other = book.story().propose(aTask(1, 3));
        book.refuses("bank-a", Role.APPROVER, slot(other, 1), Reason.FOUR_EYES);
        RevokeCertificate revoke = new RevokeCertificate(telcoSecond.digest(), "superseded", book.time());
        book.accepts("telco-b", Role.ADMIN, revoke);
        book.refuses(auto, approve(other, REPORTS, 0), Reason.APPROVAL_REVOKED);
        book.accepts("telco-b", Role.APPROVER, end);
        book.refuses("telco-b", Role.APPROVER, end, Reason.ALREADY_DECIDED);
    }

    /** Approvals last a week: a run that started in time may find them over when it commits. */
    private void approvalsThatExpire() {
        TestIdentity third = fixture.newIdentity("telco-b", Role.APPROVER, "approver-3");
        book.accepts("telco-b", Role.ADMIN, fixture.registration(third));
        long until = book.time() + 20 * DAY;
        Limits limits = new Limits(1, 0, until, 600, BigInteger.valueOf(1_000_000_000));
        TaskManifest manifest = book.aTask().policy(2).slot(4).limits(limits).build();
        book.accepts(proposer, new ProposeTask(manifest));
        approveBy("bank-a", bankSecond, manifest);
        approveBy("telco-b", third, manifest);
        approveBy("clearing-c", clearingSecond, manifest);
        book.accepts(council.approver("arbiter-d"), slot(manifest, 1));
        book.accepts(regulatorSecond, slot(manifest, 2));
        book.story().fund(manifest, 1);
        book.pass(7 * DAY - 60_000);
        book.refuses("bank-a", Role.NODE, fixture.start(manifest, 2, book.time()), Reason.NOT_NEXT);
        book.accepts("bank-a", Role.NODE, fixture.start(manifest, 1, book.time()));
        book.pass(60_000);
        RunId run = GoldenBook.first(manifest);
        book.refuses(
                "bank-a", Role.NODE, Story.commitment(run, manifest.inputs().get(0)), Reason.APPROVAL_EXPIRED);
    }
}
