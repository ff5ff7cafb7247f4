package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.MemberState;
import io.datapact.contract.member.Role;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeavingTest {
    private static final long DAY = 86_400_000L;
    private static final MemberId BANK = new MemberId("bank-a");
    private static final GovernanceCommand LEAVE = new GovernanceCommand.RequestLeave();

    private final Scenario scenario = Scenario.begun();

    private void assertState(MemberState state) {
        assertThat(MemberStates.of(scenario.ledger().reader(), BANK, scenario.time()))
                .contains(state);
    }

    @Test
    void a_leaving_member_is_off_the_roster_at_once_and_left_after_120_active_days() {
        assertState(MemberState.ACTIVE);
        scenario.accepts("bank-a", Role.ADMIN, LEAVE);
        assertThat(scenario.read(MemberKeys.ROSTER).orElseThrow().members())
                .doesNotContain(BANK)
                .hasSize(2);
        scenario.refuses("bank-a", Role.ADMIN, LEAVE, Reason.ALREADY_DECIDED, "bank-a");
        scenario.story().pass(120 * DAY - 1);
        assertState(MemberState.LEAVING);
        scenario.story().pass(1);
        assertState(MemberState.LEFT);
    }

    @Test
    void pauses_put_the_day_of_leaving_off() {
        Council council = new Council(scenario);
        council.decide(new Action.LongPause(3 * 86_400));
        scenario.accepts("bank-a", Role.ADMIN, LEAVE);
        long paused = scenario.read(MemberKeys.PAUSE).orElseThrow().until() - scenario.time();
        scenario.story().pass(120 * DAY + paused - 1);
        assertState(MemberState.LEAVING);
        scenario.story().pass(1);
        assertState(MemberState.LEFT);
    }

    @Test
    void the_last_two_stay() {
        scenario.accepts("bank-a", Role.ADMIN, LEAVE);
        scenario.refuses("telco-b", Role.ADMIN, LEAVE, Reason.QUORUM_MISSING, "roster");
    }

    @Test
    void a_leaving_member_starts_and_approves_nothing_and_still_takes_its_money() {
        TaskManifest manifest = scenario.fixture().aTask().build();
        scenario.accepts("bank-a", Role.APPROVER, new TaskCommand.ProposeTask(manifest));
        Digest reference = ConsortiumFixture.digest("late");
        scenario.accepts("clearing-c", Role.MARKET, new SettlementCommand.PayIn("CNY", reference, BANK, 7));
        scenario.accepts("bank-a", Role.ADMIN, LEAVE);
        scenario.refuses(
                "bank-a",
                Role.APPROVER,
                new TaskCommand.ApproveTask(manifest.task(), manifest.digest(), 0),
                Reason.MEMBER_SUSPENDED);
        scenario.refuses(
                "bank-a", Role.NODE, scenario.fixture().start(manifest, 1, scenario.time()), Reason.MEMBER_SUSPENDED);
        scenario.story().pass(121 * DAY);
        assertState(MemberState.LEFT);
        scenario.accepts("bank-a", Role.NODE, new SettlementCommand.Collect("CNY", List.of(reference), List.of()));
    }

    @Test
    void a_suspended_member_may_leave() {
        Council council = new Council(scenario);
        council.decide(new Action.Suspend(BANK));
        assertState(MemberState.SUSPENDED);
        scenario.accepts("bank-a", Role.ADMIN, LEAVE);
        assertState(MemberState.LEAVING);
    }
}
