package io.datapact.contract.golden;

import static io.datapact.contract.golden.GoldenBook.DAY;

import io.datapact.contract.command.GovernanceCommand.Enact;
import io.datapact.contract.command.GovernanceCommand.PauseBriefly;
import io.datapact.contract.command.GovernanceCommand.Vote;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestAuthority;
import io.datapact.contract.testing.TestIdentity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Chapter 3: votes, new members, suspensions, roots and resets of admins. */
final class Joining {
    /** Who joins: two arbiters, and an insurer that is no party of any task. */
    static final List<String> NEW = List.of("arbiter-d", "arbiter-e", "insure-f");

    private final GoldenBook book;
    private final ConsortiumFixture fixture;
    private final Map<String, TestIdentity> approvers = new TreeMap<>();
    private final Map<String, TestIdentity> admins = new TreeMap<>();

    Joining(GoldenBook book) {
        this.book = book;
        this.fixture = book.fixture();
    }

    /** A new member's approver. */
    TestIdentity approver(String member) {
        return approvers.get(member);
    }

    /** A new member's admin. */
    TestIdentity admin(String member) {
        return admins.get(member);
    }

    void tell() {
        votes();
        NEW.forEach(this::join);
        wrongJoins();
        suspension();
        roots();
        reset();
    }

    /** All founders vote yes, and the motion is enacted. */
    void decide(Action action, String changed) {
        enact(voted(action, changed));
    }

    Motion voted(Action action, String changed) {
        Motion motion = book.motion(action, changed);
        ConsortiumFixture.MEMBERS.forEach(member -> book.accepts(member, Role.ADMIN, new Vote(motion, true)));
        return motion;
    }

    private void enact(Motion motion) {
        book.accepts("telco-b", Role.NODE, new Enact(motion));
    }

    /** Votes on a motion and asserts that it is refused all the same. */
    void refused(Action action, String changed, Reason reason) {
        book.refuses("telco-b", Role.NODE, new Enact(voted(action, changed)), reason);
    }

    static String member(String member) {
        return MemberKeys.member(new MemberId(member)).path();
    }

    private Action.AddMember adds(String member, TestIdentity admin) {
        return new Action.AddMember(
                new MemberId(member), List.of("other"), List.of(fixture.root().certificate()), List.of(admin.chain()));
    }

    private void votes() {
        Motion motion = book.motion(new Action.LongPause(60), MemberKeys.PAUSE.path());
        book.refuses("telco-b", Role.NODE, new Vote(motion, true), Reason.CERTIFICATE_WRONG_ROLE);
        book.refuses("telco-b", Role.NODE, new Enact(motion), Reason.QUORUM_MISSING);
        book.accepts("telco-b", Role.ADMIN, new Vote(motion, true));
        book.accepts("bank-a", Role.ADMIN, new Vote(motion, true));
        book.accepts("clearing-c", Role.ADMIN, new Vote(motion, false));
        book.refuses("telco-b", Role.NODE, new Enact(motion), Reason.QUORUM_MISSING);
        Motion far = book.motion(new Action.LongPause(60), MemberKeys.PAUSE.path(), book.time() + 31 * DAY);
        book.refuses("telco-b", Role.ADMIN, new Vote(far, true), Reason.OUTSIDE_WINDOW);
        Motion near = book.motion(new Action.LongPause(60), MemberKeys.PAUSE.path(), book.time() + 10_000);
        ConsortiumFixture.MEMBERS.forEach(member -> book.accepts(member, Role.ADMIN, new Vote(near, true)));
        book.pass(10_000).refuses("telco-b", Role.NODE, new Enact(near), Reason.WINDOW_OVER);
        book.refuses("telco-b", Role.ADMIN, new Vote(near, false), Reason.WINDOW_OVER);
    }

    private void join(String member) {
        TestIdentity admin = fixture.newIdentity(member, Role.ADMIN, "admin-1");
        TestIdentity approver = fixture.newIdentity(member, Role.APPROVER, "approver-1");
        admins.put(member, admin);
        approvers.put(member, approver);
        Motion motion = voted(adds(member, admin), MemberKeys.ROSTER.path());
        // Those who joined before have a say too.
        for (String newer : NEW.subList(0, NEW.indexOf(member))) {
            book.accepts(admins.get(newer), new Vote(motion, true));
        }
        enact(motion);
        book.refuses("telco-b", Role.NODE, new Enact(motion), Reason.ALREADY_DECIDED);
        book.refuses("telco-b", Role.ADMIN, new Vote(motion, true), Reason.ALREADY_DECIDED);
        book.accepts(admin, fixture.registration(approver));
    }

    private void wrongJoins() {
        TestIdentity admin = fixture.newIdentity("late-g", Role.ADMIN, "admin-1");
        Motion old = all(adds("late-g", admin), MemberKeys.FRAME.path());
        book.refuses("telco-b", Role.NODE, new Enact(old), Reason.BASE_CHANGED);
        Action again = adds("insure-f", fixture.newIdentity("insure-f", Role.ADMIN, "admin-2"));
        book.refuses("telco-b", Role.NODE, new Enact(all(again, MemberKeys.ROSTER.path())), Reason.KEY_IN_USE);
        TestAuthority other =
                TestAuthority.root(admin.key(), "another root", fixture.start(), fixture.start() + 365 * DAY);
        wrongAdmin(
                other.leaf("late-g", Role.ADMIN, "admin-1", fixture.start(), fixture.start() + DAY),
                Reason.CERTIFICATE_UNKNOWN);
        wrongAdmin(leaf(fixture.start() + 30 * DAY, fixture.start() + 60 * DAY), Reason.CERTIFICATE_NOT_YET);
        wrongAdmin(leaf(fixture.start() - DAY, fixture.start()), Reason.CERTIFICATE_EXPIRED);
        Bytes noAuthority = admin.chain().get(0);
        Action roots = new Action.SetRoots(new MemberId("telco-b"), List.of(noAuthority));
        book.refuses("bank-a", Role.ADMIN, new Vote(book.motion(roots, member("telco-b")), true), Reason.MALFORMED);
    }

    private TestIdentity leaf(long notBefore, long notAfter) {
        return fixture.signingAuthority().leaf("late-g", Role.ADMIN, "admin-1", notBefore, notAfter);
    }

    private void wrongAdmin(TestIdentity admin, Reason reason) {
        Motion motion = book.motion(adds("late-g", admin), MemberKeys.ROSTER.path());
        book.refuses("telco-b", Role.NODE, new Enact(motion), reason);
    }

    /** A motion that the whole roster is for. */
    private Motion all(Action action, String changed) {
        Motion motion = voted(action, changed);
        NEW.forEach(member -> book.accepts(admins.get(member), new Vote(motion, true)));
        return motion;
    }

    /** The whole roster decides. */
    void decideAll(Action action, String changed) {
        enact(all(action, changed));
    }

    /** The whole roster votes for what is refused. */
    void refusedAll(Action action, String changed, Reason reason) {
        book.refuses("telco-b", Role.NODE, new Enact(all(action, changed)), reason);
    }

    private void suspension() {
        MemberId insurer = new MemberId("insure-f");
        refusedAll(new Action.Reinstate(insurer), member("insure-f"), Reason.ALREADY_DECIDED);
        refusedAll(new Action.Suspend(new MemberId("nobody")), member("nobody"), Reason.NOT_A_PARTY);
        decideAll(new Action.Suspend(insurer), member("insure-f"));
        TestIdentity node = fixture.newIdentity("insure-f", Role.NODE, "1");
        book.accepts(admins.get("insure-f"), fixture.registration(node));
        book.refuses(admins.get("insure-f"), new PauseBriefly(60), Reason.MEMBER_SUSPENDED);
        decideAll(new Action.Reinstate(insurer), member("insure-f"));
    }

    private void roots() {
        TestAuthority next = TestAuthority.root(
                fixture.newIdentity("insure-f", Role.ADMIN, "root").key(),
                "insurer's root",
                fixture.start() - DAY,
                fixture.start() + 365 * DAY);
        List<Bytes> both = List.of(fixture.root().certificate(), next.certificate());
        decideAll(new Action.SetRoots(new MemberId("insure-f"), both), member("insure-f"));
        TestIdentity own =
                next.leaf("insure-f", Role.APPROVER, "approver-2", fixture.start(), fixture.start() + 90 * DAY);
        book.accepts(admins.get("insure-f"), fixture.registration(own));
    }

    private void reset() {
        MemberId insurer = new MemberId("insure-f");
        TestIdentity next = fixture.newIdentity("insure-f", Role.ADMIN, "admin-3");
        Action.ResetAdmins reset = new Action.ResetAdmins(insurer, List.of(next.chain()));
        decideAll(reset, GovernanceKeys.era(insurer).path());
        TestIdentity helper = fixture.newIdentity("insure-f", Role.ADMIN, "admin-4");
        book.refuses(admins.get("insure-f"), fixture.registration(helper), Reason.CERTIFICATE_REVOKED);
        admins.put("insure-f", next);
        book.accepts(next, fixture.registration(helper));
    }
}
