package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.RunCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Pause;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.run.RunState;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PauseRulesTest {
    private static final long DAY = 86_400_000L;
    private static final MemberId BANK = new MemberId("bank-a");

    private final Scenario scenario = Scenario.begun();
    private final Council council = new Council(scenario);

    private void pause(String member, long seconds) {
        scenario.accepts(member, Role.ADMIN, new GovernanceCommand.PauseBriefly(seconds));
    }

    private void refusesPause(String member, Reason reason, String detail) {
        scenario.refuses(member, Role.ADMIN, new GovernanceCommand.PauseBriefly(60), reason, detail);
    }

    private boolean pausedNow() {
        return scenario.read(MemberKeys.PAUSE).orElse(Pause.NONE).pausedAt(scenario.time());
    }

    @Test
    void a_brief_pause_lasts_a_day_at_most() {
        assertThatThrownBy(() -> new GovernanceCommand.PauseBriefly(86_401))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GovernanceCommand.PauseBriefly(0)).isInstanceOf(IllegalArgumentException.class);
        pause("bank-a", 86_400);
        scenario.story().pass(DAY - 1);
        assertThat(pausedNow()).isTrue();
        scenario.story().pass(1);
        assertThat(pausedNow()).isFalse();
    }

    @Test
    void a_member_pauses_once_in_thirty_days_and_nobody_within_a_day_of_a_brief_pauses_end() {
        pause("bank-a", 60);
        long began = scenario.time();
        refusesPause("telco-b", Reason.NETWORK_PAUSED, "pause");
        scenario.story().pass(60_000 + DAY - 1);
        refusesPause("telco-b", Reason.QUOTA_EXCEEDED, "network");
        refusesPause("bank-a", Reason.QUOTA_EXCEEDED, "bank-a");
        scenario.story().pass(1);
        assertThat(scenario.judge("telco-b", Role.ADMIN, new GovernanceCommand.PauseBriefly(60)))
                .isInstanceOf(Decision.Accepted.class);
        scenario.story().pass(began + 30 * DAY - 1 - scenario.time());
        refusesPause("bank-a", Reason.QUOTA_EXCEEDED, "bank-a");
        scenario.story().pass(1);
        assertThat(scenario.judge("bank-a", Role.ADMIN, new GovernanceCommand.PauseBriefly(60)))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void a_member_ends_only_its_own_brief_pause_and_its_day_counts_from_there() {
        scenario.refuses("bank-a", Role.ADMIN, new GovernanceCommand.Resume(), Reason.ALREADY_DECIDED, "pause");
        pause("bank-a", 3_600);
        scenario.refuses("telco-b", Role.ADMIN, new GovernanceCommand.Resume(), Reason.NOT_A_PARTY, "telco-b");
        scenario.accepts("bank-a", Role.ADMIN, new GovernanceCommand.Resume());
        assertThat(pausedNow()).isFalse();
        scenario.story().pass(DAY - 1);
        refusesPause("telco-b", Reason.QUOTA_EXCEEDED, "network");
        scenario.story().pass(1);
        pause("telco-b", 60);
    }

    @Test
    void the_roster_pauses_longer_and_resumes_and_no_member_ends_that() {
        pause("bank-a", 3_600);
        council.decide(new Action.LongPause(10 * 86_400));
        scenario.refuses("bank-a", Role.ADMIN, new GovernanceCommand.Resume(), Reason.NOT_A_PARTY, "bank-a");
        scenario.story().pass(5 * DAY);
        assertThat(pausedNow()).isTrue();
        council.decide(new Action.Resume());
        assertThat(pausedNow()).isFalse();
        Motion again = council.motion(new Action.Resume());
        council.yes(again, "bank-a", "clearing-c", "telco-b").refuses(again, Reason.ALREADY_DECIDED);
        assertThatThrownBy(() -> new Action.LongPause(180 * 86_400L + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void in_a_pause_nothing_starts_and_runs_may_still_end() {
        TaskManifest manifest = scenario.fixture().aTask().build();
        RunId run = scenario.story().started(manifest);
        pause("bank-a", 3_600);
        scenario.refuses(
                "bank-a", Role.NODE, scenario.fixture().start(manifest, 2, scenario.time()), Reason.NETWORK_PAUSED);
        scenario.refuses(
                "telco-b",
                Role.APPROVER,
                new TaskCommand.ApproveTask(manifest.task(), manifest.digest(), 1),
                Reason.NETWORK_PAUSED);
        scenario.accepts("telco-b", Role.APPROVER, new TaskCommand.RevokeApproval(manifest.task(), 1));
        scenario.accepts(
                "telco-b",
                Role.NODE,
                new RunCommand.AbortRun(run, new Code("lost"), Optional.empty(), ConsortiumFixture.digest("head")));
    }

    @Test
    void a_deadline_moves_by_the_length_of_all_pauses_and_certificates_do_not_wait() {
        TaskManifest manifest = scenario.fixture().aTask().build();
        RunId run = scenario.story().started(manifest);
        Run started = scenario.read(RunKeys.run(run)).orElseThrow();
        pause("bank-a", 3_600);
        scenario.story().pass(3_600_000);
        council.decide(new Action.LongPause(40 * 86_400));
        scenario.story().pass(40 * DAY);
        long paused = 3_600_000 + 40 * DAY;
        scenario.story().pass(started.deadline() + paused - scenario.time());
        assertThat(RunStates.of(scenario.ledger().reader(), run, scenario.time()))
                .contains(RunState.STARTED);
        scenario.story().pass(1);
        assertThat(RunStates.of(scenario.ledger().reader(), run, scenario.time()))
                .contains(RunState.LATE);
        scenario.refuses("bank-a", Role.NODE, new SettlementCommand.CloseRun(run), Reason.STATE_FORBIDS);
    }

    @Test
    void active_time_equals_a_count_of_the_millis_that_were_not_paused() {
        Random random = new Random(20_261_124);
        for (int history = 0; history < 2_000; history++) {
            Pause pause = Pause.NONE;
            long until = 0;
            long counted = 0;
            long before = 1;
            for (int step = 0; step < 12; step++) {
                long t = before + random.nextInt(40);
                for (long millis = before; millis < t; millis++) {
                    counted += millis < until ? 0 : 1;
                }
                assertThat(pause.activeTime(t) - 1).as("history %d", history).isEqualTo(counted);
                assertThat(pause.pausedAt(t)).isEqualTo(t < until);
                switch (random.nextInt(3)) {
                    case 0 -> {
                        long length = 1L + random.nextInt(50);
                        pause = pause.begun(t, length, random.nextBoolean() ? Optional.of(BANK) : Optional.empty());
                        until = t + length;
                    }
                    case 1 -> {
                        pause = pause.ended(t);
                        until = Math.min(until, t);
                    }
                    default -> {}
                }
                assertThat(pause.activeTime(t) - 1).isEqualTo(counted);
                before = t;
            }
        }
    }
}
