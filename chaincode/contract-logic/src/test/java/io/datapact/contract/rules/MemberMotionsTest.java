package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.member.Roster;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.Story;
import io.datapact.contract.testing.TestAuthority;
import io.datapact.contract.testing.TestIdentity;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemberMotionsTest {
    private static final long DAY = 86_400_000L;
    private static final MemberId BANK = new MemberId("bank-a");
    private static final MemberId NEW = new MemberId("insurer-d");

    private final Scenario scenario = Scenario.begun();
    private final Council council = new Council(scenario);
    private final ConsortiumFixture fixture = scenario.fixture();

    private Action.AddMember joining(TestIdentity... admins) {
        return new Action.AddMember(
                NEW,
                List.of("insurer"),
                List.of(fixture.root().certificate()),
                List.of(admins).stream().map(TestIdentity::chain).toList());
    }

    private TestIdentity admin(String member, String handle) {
        return fixture.newIdentity(member, Role.ADMIN, handle);
    }

    private void refuses(Action action, Reason reason) {
        Motion motion = council.motion(action);
        council.yes(motion, "bank-a", "clearing-c", "telco-b").refuses(motion, reason);
    }

    @Test
    void a_new_member_joins_the_roster_with_admins_that_sign_at_once() {
        TestIdentity admin = admin("insurer-d", "a");
        council.decide(joining(admin));
        assertThat(scenario.read(MemberKeys.ROSTER).orElseThrow().members())
                .isSorted()
                .contains(NEW)
                .hasSize(4);
        TestIdentity node = fixture.newIdentity("insurer-d", Role.NODE, "1");
        assertThat(scenario.judge(admin, fixture.registration(node))).isInstanceOf(Decision.Accepted.class);
        Motion motion = council.motion(new Action.Suspend(BANK));
        assertThat(scenario.judge(admin, new GovernanceCommand.Vote(motion, true)))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void no_member_or_key_is_taken_twice() {
        TestIdentity admin = admin("insurer-d", "a");
        refuses(joining(admin, admin), Reason.KEY_IN_USE);
        council.decide(joining(admin));
        refuses(joining(admin("insurer-d", "b")), Reason.KEY_IN_USE);
        refuses(new Action.ResetAdmins(NEW, List.of(admin.chain())), Reason.KEY_IN_USE);
    }

    @Test
    void first_admins_must_be_the_members_own_under_its_roots_and_in_time() {
        TestAuthority other = TestAuthority.root("other", fixture.start() - DAY, fixture.start() + DAY);
        TestIdentity stranger = other.leaf("insurer-d", Role.ADMIN, "a", fixture.start() - DAY, fixture.start() + DAY);
        refuses(joining(stranger), Reason.CERTIFICATE_UNKNOWN);
        refuses(
                new Action.ResetAdmins(
                        new MemberId("nobody"), List.of(admin("nobody", "a").chain())),
                Reason.CERTIFICATE_UNKNOWN);
        TestIdentity past = fixture.signingAuthority()
                .leaf("insurer-d", Role.ADMIN, "a", fixture.start() - DAY, fixture.start() - 1_000);
        refuses(joining(past), Reason.CERTIFICATE_EXPIRED);
        for (TestIdentity wrong : List.of(
                admin("bank-a", "b"), fixture.newIdentity("insurer-d", Role.NODE, "1"), admin("insurer-d", "A b"))) {
            malformed(joining(wrong));
        }
        malformed(new Action.SetRoots(BANK, List.of(Bytes.of(new byte[] {1}))));
        malformed(new Action.SetRoots(BANK, admin("bank-a", "b").chain().subList(0, 1)));
    }

    private void malformed(Action action) {
        Motion motion = council.motion(action);
        scenario.refuses("bank-a", Role.ADMIN, new GovernanceCommand.Vote(motion, true), Reason.MALFORMED);
        council.refuses(motion, Reason.MALFORMED);
    }

    @Test
    void a_suspended_member_may_do_only_what_the_table_says() {
        council.decide(new Action.Suspend(BANK));
        refuses(new Action.Suspend(BANK), Reason.ALREADY_DECIDED);
        scenario.refuses(
                "bank-a",
                Role.APPROVER,
                new TaskCommand.ProposeTask(fixture.aTask().build()),
                Reason.MEMBER_SUSPENDED);
        scenario.refuses("bank-a", Role.ADMIN, new GovernanceCommand.PauseBriefly(1), Reason.MEMBER_SUSPENDED);
        Motion motion = council.motion(new Action.Reinstate(BANK));
        scenario.accepts("bank-a", Role.ADMIN, new GovernanceCommand.Vote(motion, true));
        council.yes(motion, "clearing-c", "telco-b").enact(motion);
        scenario.accepts(
                "bank-a",
                Role.APPROVER,
                new TaskCommand.ProposeTask(fixture.aTask().build()));
        refuses(new Action.Reinstate(BANK), Reason.ALREADY_DECIDED);
        refuses(new Action.Suspend(new MemberId("nobody")), Reason.NOT_A_PARTY);
    }

    @Test
    void new_roots_serve_what_is_registered_from_then_on() {
        TestAuthority own = TestAuthority.root("own", fixture.start() - DAY, fixture.start() + 9 * DAY);
        council.decide(new Action.SetRoots(BANK, List.of(own.certificate())));
        TestIdentity old = fixture.newIdentity("bank-a", Role.NODE, "8");
        scenario.refuses("bank-a", Role.ADMIN, fixture.registration(old), Reason.CERTIFICATE_UNKNOWN);
        refuses(new Action.SetRoots(new MemberId("nobody"), List.of(own.certificate())), Reason.NOT_A_PARTY);
    }

    @Test
    void a_reset_makes_all_former_admins_void_and_their_votes() {
        TestIdentity second = admin("bank-a", "admin-2");
        scenario.accepts("bank-a", Role.ADMIN, fixture.registration(second));
        Motion pause = council.motion(new Action.LongPause(60));
        council.yes(pause, "bank-a", "clearing-c", "telco-b");
        assertThat(council.judge(pause)).isInstanceOf(Decision.Accepted.class);
        TestIdentity fresh = admin("bank-a", "admin-3");
        council.decide(new Action.ResetAdmins(BANK, List.of(fresh.chain())));
        council.refuses(pause, Reason.QUORUM_MISSING);
        scenario.story().pass(3_600_000);
        GovernanceCommand.Vote vote = new GovernanceCommand.Vote(pause, true);
        for (TestIdentity former : List.of(fixture.identity("bank-a", Role.ADMIN), second)) {
            assertThat(Scenario.reasonOf(scenario.judge(former, vote))).contains(Reason.CERTIFICATE_REVOKED);
        }
        assertThat(scenario.judge(fresh, vote)).isInstanceOf(Decision.Accepted.class);
        scenario.accepts("bank-a", Role.NODE, new SettlementCommand.Collect("CNY", List.of(payIn()), List.of()));
    }

    @Test
    void a_thiefs_revoker_cannot_undo_a_reset() {
        TestIdentity thief = fixture.newIdentity("bank-a", Role.REVOKER, "thief");
        scenario.accepts("bank-a", Role.ADMIN, fixture.registration(thief));
        scenario.story().pass(3_600_000);
        TestIdentity own = fixture.identity("bank-a", Role.REVOKER);
        TestIdentity fresh = admin("bank-a", "admin-3");
        council.decide(new Action.ResetAdmins(BANK, List.of(fresh.chain())));
        MemberCommand revoke = new MemberCommand.RevokeCertificate(fresh.digest(), "unspecified", scenario.time());
        for (TestIdentity former : List.of(thief, own)) {
            scenario.refuses(
                    former, revoke, Reason.CERTIFICATE_REVOKED, former.digest().value());
        }
        TestIdentity next = fixture.newIdentity("bank-a", Role.REVOKER, "revoker-2");
        scenario.accepts(fresh, fixture.registration(next));
        scenario.story().pass(3_600_000);
        assertThat(scenario.judge(next, revoke)).isInstanceOf(Decision.Accepted.class);
    }

    private Digest payIn() {
        Digest reference = ConsortiumFixture.digest("late pay-in");
        scenario.accepts("clearing-c", Role.MARKET, new SettlementCommand.PayIn("CNY", reference, BANK, 5));
        return reference;
    }

    @Test
    void admins_registered_after_a_reset_serve_until_the_next() {
        TestIdentity first = admin("bank-a", "admin-3");
        council.decide(new Action.ResetAdmins(BANK, List.of(first.chain())));
        TestIdentity later = admin("bank-a", "admin-4");
        Story story = scenario.story();
        long t = story.time();
        assertThat(scenario.ledger().apply(fixture.signed(first, fixture.registration(later), t), t))
                .isInstanceOf(Decision.Accepted.class);
        story.pass(3_600_000);
        Motion motion = council.motion(new Action.LongPause(60));
        GovernanceCommand.Vote vote = new GovernanceCommand.Vote(motion, true);
        assertThat(scenario.judge(later, vote)).isInstanceOf(Decision.Accepted.class);
        Motion again = council.motion(
                new Action.ResetAdmins(BANK, List.of(admin("bank-a", "admin-5").chain())));
        council.yes(again, "clearing-c", "telco-b").enact(again);
        assertThat(Scenario.reasonOf(scenario.judge(later, vote))).contains(Reason.CERTIFICATE_REVOKED);
    }

    @Test
    void a_roster_holds_sixty_four_members() {
        assertThat(joining(63)).isEmpty();
        assertThat(joining(64)).contains(Reason.QUOTA_EXCEEDED);
    }

    /** Why a member does not join a roster of so many, once its motion is carried. */
    private Optional<Reason> joining(int members) {
        List<MemberId> roster = IntStream.range(0, members)
                .mapToObj(i -> new MemberId(String.format("m-%02d", i)))
                .toList();
        scenario.put(MemberKeys.ROSTER, new Roster(roster));
        TestIdentity signer = fixture.identity("bank-a", Role.ADMIN);
        RuleContext context = new RuleContext(
                scenario.ledger().reader(),
                fixture.network(),
                scenario.read(MemberKeys.certificate(signer.digest())).orElseThrow(),
                scenario.read(MemberKeys.FRAME).orElseThrow(),
                new TxContext(scenario.time(), "tx"));
        Motions motions = new Motions(new FirstAdmins(fixture.verifier()));
        try {
            motions.change(context, joining(admin("insurer-d", "a")), GovernanceKeys.enacted(fixture.network()))
                    .make();
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.rejection().reason());
        }
    }
}
