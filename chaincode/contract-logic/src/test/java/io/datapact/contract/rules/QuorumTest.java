package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.CastVote;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Role;
import io.datapact.contract.member.Roster;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random rosters and votes against a count by hand: yes votes by valid certificates of those who have a say. */
class QuorumTest {
    private static final MemberId BANK = new MemberId("bank-a");

    @Test
    void a_motion_passes_exactly_where_more_than_two_thirds_and_at_least_two_say_yes() {
        Random random = new Random(20_261_124);
        int passed = 0;
        for (int i = 0; i < 400; i++) {
            Scenario scenario = Scenario.begun();
            boolean aimed = random.nextBoolean();
            Action action = aimed ? new Action.Suspend(BANK) : new Action.LongPause(60);
            Motion motion = new Council(scenario).motion(action);
            List<MemberId> roster = roster(random);
            int voters = 0;
            int yes = 0;
            for (MemberId member : roster) {
                int vote = random.nextInt(10);
                boolean counts = !(aimed && member.equals(BANK));
                voters += counts ? 1 : 0;
                yes += counts && vote < 7 ? 1 : 0;
                if (vote < 9) {
                    cast(scenario, motion, member, vote);
                }
            }
            cast(scenario, motion, new MemberId("outsider"), 0);
            scenario.put(MemberKeys.ROSTER, new Roster(roster));
            boolean expected = yes >= 2 && 3 * yes > 2 * voters;
            Decision decision = new Council(scenario).judge(motion);
            assertThat(decision instanceof Decision.Accepted)
                    .as("%d of %d, aimed %b", yes, voters, aimed)
                    .isEqualTo(expected);
            passed += expected ? 1 : 0;
        }
        assertThat(passed).isBetween(50, 350);
    }

    private static List<MemberId> roster(Random random) {
        List<MemberId> roster = new ArrayList<>(List.of(BANK));
        int others = random.nextInt(9);
        for (int i = 0; i < others; i++) {
            roster.add(new MemberId("m-" + i));
        }
        return roster;
    }

    /** Below 7 yes, 7 no, 8 a yes under a certificate that nobody knows. */
    private static void cast(Scenario scenario, Motion motion, MemberId member, int vote) {
        Digest certificate = vote == 8
                ? ConsortiumFixture.digest("unknown")
                : scenario.fixture().identity("bank-a", Role.ADMIN).digest();
        scenario.put(
                GovernanceKeys.vote(motion.digest(), member),
                new CastVote(vote != 7, certificate, 0, scenario.fixture().network()));
    }
}
