package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.MemberStatus;
import io.datapact.contract.member.Policy;
import io.datapact.contract.member.Role;
import io.datapact.contract.member.Roster;
import io.datapact.contract.testing.ConsortiumFixture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class GovernanceRulesTest {
    private static final long DAY = 86_400_000L;
    private static final MemberId BANK = new MemberId("bank-a");
    private static final MemberId TELCO = new MemberId("telco-b");
    private static final Action SUSPEND = new Action.Suspend(BANK);

    private final Scenario scenario = Scenario.begun();
    private final Council council = new Council(scenario);

    private Policy nextPolicy() {
        return Bent.version(ConsortiumFixture.defaultPolicy(), 2, 0);
    }

    private void vote(String member, Motion motion, Reason reason) {
        scenario.refuses(member, Role.ADMIN, new GovernanceCommand.Vote(motion, true), reason);
    }

    @Test
    void the_quorum_is_more_than_two_thirds_and_never_one() {
        // voters: 0 1 2 3 4 5 6 7 8 9 10; by hand from floor(2N/3) + 1, at least 2
        long[] expected = {2, 2, 2, 3, 3, 4, 5, 5, 6, 7, 7};
        for (int voters = 0; voters < expected.length; voters++) {
            assertThat(GovernanceRules.quorum(voters)).as("of %d", voters).isEqualTo(expected[voters]);
            assertThat(GovernanceRules.quorum(voters)).isGreaterThan(1);
        }
        assertThat(GovernanceRules.quorum(64)).isEqualTo(43);
    }

    @Test
    void all_three_must_agree_where_all_three_have_a_say() {
        Motion motion = council.motion(new Action.SetPolicy(nextPolicy()));
        council.refuses(motion, Reason.QUORUM_MISSING);
        council.yes(motion, "bank-a", "telco-b").refuses(motion, Reason.QUORUM_MISSING);
        council.yes(motion, "clearing-c").enact(motion);
        assertThat(scenario.read(MemberKeys.FRAME).orElseThrow().policy()).isEqualTo(2);
        assertThat(scenario.read(MemberKeys.policy(2))).contains(nextPolicy());
    }

    @Test
    void the_target_has_no_say() {
        Motion motion = council.motion(SUSPEND);
        council.yes(motion, "bank-a", "telco-b").refuses(motion, Reason.QUORUM_MISSING);
        council.yes(motion, "clearing-c").enact(motion);
        assertThat(scenario.read(MemberKeys.member(BANK)).orElseThrow().status())
                .isEqualTo(MemberStatus.SUSPENDED);
        assertThat(scenario.read(MemberKeys.ROSTER).orElseThrow().members()).contains(BANK);
    }

    @Test
    void of_two_members_neither_can_suspend_the_other_and_both_must_agree_on_anything() {
        scenario.put(MemberKeys.ROSTER, new Roster(List.of(BANK, TELCO)));
        Motion suspension = council.motion(SUSPEND);
        council.yes(suspension, "telco-b").refuses(suspension, Reason.QUORUM_MISSING);
        Motion policy = council.motion(new Action.SetPolicy(nextPolicy()));
        council.yes(policy, "telco-b").refuses(policy, Reason.QUORUM_MISSING);
        council.yes(policy, "bank-a").enact(policy);
    }

    @Test
    void the_last_vote_counts() {
        Motion motion = council.motion(SUSPEND);
        council.yes(motion, "clearing-c", "telco-b").no(motion, "telco-b").refuses(motion, Reason.QUORUM_MISSING);
        council.yes(motion, "telco-b").enact(motion);
    }

    @Test
    void the_vote_of_a_revoked_certificate_does_not_count() {
        Motion motion = council.motion(SUSPEND);
        council.yes(motion, "clearing-c", "telco-b");
        assertThat(council.judge(motion)).isInstanceOf(Decision.Accepted.class);
        scenario.story().pass(3_600_000);
        scenario.accepts(
                "clearing-c",
                Role.REVOKER,
                new MemberCommand.RevokeCertificate(
                        scenario.fixture().identity("clearing-c", Role.ADMIN).digest(),
                        "key-compromise",
                        scenario.time()));
        council.refuses(motion, Reason.QUORUM_MISSING);
    }

    @Test
    void the_vote_of_a_member_that_left_the_roster_does_not_count() {
        Motion motion = council.motion(new Action.SetPolicy(nextPolicy()));
        council.yes(motion, "bank-a", "clearing-c");
        scenario.accepts("clearing-c", Role.ADMIN, new GovernanceCommand.RequestLeave());
        council.refuses(motion, Reason.QUORUM_MISSING);
        vote("clearing-c", motion, Reason.NOT_A_PARTY);
        council.yes(motion, "telco-b").enact(motion);
    }

    @Test
    void a_motion_expires_and_reaches_no_further_than_thirty_days() {
        Motion near = council.motion(SUSPEND);
        council.yes(near, "clearing-c", "telco-b");
        long left = near.expires() - scenario.time();
        scenario.story().pass(left - 1);
        assertThat(council.judge(near)).isInstanceOf(Decision.Accepted.class);
        scenario.story().pass(1);
        council.refuses(near, Reason.WINDOW_OVER);
        vote("telco-b", near, Reason.WINDOW_OVER);
        long furthest = scenario.time() + 30 * DAY;
        Motion far = Motion.of(SUSPEND, near.base(), council.nonce(), furthest + 1);
        vote("telco-b", far, Reason.OUTSIDE_WINDOW);
        Motion just = Motion.of(SUSPEND, near.base(), council.nonce(), furthest);
        assertThat(scenario.judge("telco-b", Role.ADMIN, new GovernanceCommand.Vote(just, true)))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void a_motion_is_enacted_once() {
        Motion motion = council.motion(SUSPEND);
        council.yes(motion, "clearing-c", "telco-b").enact(motion);
        council.refuses(motion, Reason.ALREADY_DECIDED);
        vote("telco-b", motion, Reason.ALREADY_DECIDED);
        council.decide(new Action.Reinstate(BANK));
        council.refuses(motion, Reason.ALREADY_DECIDED);
        assertThat(scenario.read(GovernanceKeys.enacted(motion.digest()))
                        .orElseThrow()
                        .action())
                .isEqualTo("suspend");
    }

    @Test
    void a_motion_is_void_once_the_record_it_changes_is_another() {
        Motion reviewers = council.motion(frame(List.of(BANK)));
        council.yes(reviewers, "bank-a", "clearing-c", "telco-b");
        council.decide(new Action.SetPolicy(nextPolicy()));
        council.refuses(reviewers, Reason.BASE_CHANGED);
        council.decide(frame(List.of(BANK)));
        assertThat(scenario.read(MemberKeys.FRAME).orElseThrow().reviewers()).containsExactly(BANK);
    }

    private static Action.SetFrame frame(List<MemberId> reviewers) {
        return FrameMotionsTest.reviewers(reviewers);
    }

    @Test
    void votes_count_for_exactly_the_body_that_was_voted() {
        Motion voted = council.motion(SUSPEND);
        council.yes(voted, "clearing-c", "telco-b");
        council.refuses(
                Motion.of(new Action.Suspend(new MemberId("clearing-c")), voted.base(), voted.nonce(), voted.expires()),
                Reason.QUORUM_MISSING);
        council.refuses(Motion.of(SUSPEND, voted.base(), voted.nonce(), voted.expires() + 1), Reason.QUORUM_MISSING);
        council.refuses(Motion.of(SUSPEND, voted.base(), council.nonce(), voted.expires()), Reason.QUORUM_MISSING);
    }

    @Test
    void a_motion_of_an_unknown_action_or_of_wrong_arguments_is_malformed() {
        String text = RecordCodec.of(Motion.class).text(council.motion(SUSPEND));
        assertThat(read(text)).isInstanceOf(Parsed.Value.class);
        for (String wrong : List.of(
                text.replace("\"suspend\"", "\"expel\""),
                text.replace("\"suspend\"", "\"set-policy\""),
                text.replace("\"bank-a\"", "\"Bank A\""),
                text.replace("\"member\":\"bank-a\"", ""),
                text.replace("\"member\":\"bank-a\"", "\"member\":\"bank-a\",\"more\":1"))) {
            assertThat(wrong).isNotEqualTo(text);
            assertThat(read(wrong)).as(wrong).isInstanceOf(Parsed.Malformed.class);
        }
    }

    private static Parsed<Motion> read(String text) {
        return RecordCodec.of(Motion.class)
                .decode(text.getBytes(StandardCharsets.UTF_8), CanonicalJson.MAXIMUM_PAYLOAD_BYTES);
    }

    @Test
    void no_member_alone_reaches_the_quorum_whatever_the_roster() {
        for (List<MemberId> members : List.of(List.of(TELCO), List.of(BANK, TELCO))) {
            scenario.put(MemberKeys.ROSTER, new Roster(members));
            for (Action action : List.of(SUSPEND, new Action.LongPause(60), new Action.SetPolicy(nextPolicy()))) {
                Motion motion = council.motion(action);
                council.yes(motion, "telco-b").refuses(motion, Reason.QUORUM_MISSING);
            }
        }
    }
}
