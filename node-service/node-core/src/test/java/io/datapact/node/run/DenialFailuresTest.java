package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.evidence.Denial;
import io.datapact.contract.evidence.HeldRefusal;
import io.datapact.contract.governance.Action;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.node.evidence.EvidenceUnavailableException;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.testing.TestConsortium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Denials while ledger and disk fail, the node stops, and the policy's quota changes. */
@Timeout(60)
class DenialFailuresTest {
    private static final int QUOTA = Asking.QUOTA;
    private static final int ASKED = 12;

    @TempDir
    private Path home;

    private TestConsortium consortium;
    private Asking asking;
    private long day;

    @BeforeEach
    void propose_a_task() throws Exception {
        consortium = new TestConsortium(home);
        consortium.register();
        asking = new Asking(consortium, consortium.propose("bank-a/2026-000001"));
        day = asking.day();
    }

    @AfterEach
    void stop_nodes() {
        consortium.close();
    }

    @Test
    void a_refusal_whose_answer_was_lost_is_recorded_once() throws Exception {
        Bytes question = asking.question(1);
        consortium.ledger().loseAnswerOnce(command -> true);
        assertThatThrownBy(() -> asking.refuse(question)).isInstanceOf(LedgerUnavailableException.class);
        assertThat(asking.refuse(question)).isTrue();
        assertThat(asking.refuse(asking.question(2))).isTrue();
        nextDay();
        asking.recorder().tellHeld();
        assertThat(asking.denial(day, 2)).isPresent();
        assertThat(asking.denial(day, 3)).isEmpty();
    }

    @Test
    void a_refusal_that_the_ledger_did_not_get_is_told_when_called_again_after_a_restart() throws Exception {
        Bytes question = asking.question(1);
        consortium.ledger().beAwayOnce(command -> true);
        assertThatThrownBy(() -> asking.refuse(question)).isInstanceOf(LedgerUnavailableException.class);
        assertThat(asking.denied(question)).isFalse();
        consortium.node("telco-b").kill();
        consortium.node("telco-b").start(CrashPoints.NONE);
        assertThat(asking.refuse(question)).isTrue();
        assertThat(asking.denial(day, 1)).isPresent();
        assertThat(asking.denial(day, 2)).isEmpty();
    }

    @Test
    void a_refusal_that_the_ledger_did_not_get_is_told_when_its_day_is_over_though_nobody_calls_again()
            throws Exception {
        Bytes question = asking.question(1);
        consortium.ledger().beAwayOnce(command -> true);
        assertThatThrownBy(() -> asking.refuse(question)).isInstanceOf(LedgerUnavailableException.class);
        asking.recorder().tellHeld();
        assertThat(asking.denied(question)).isFalse();
        nextDay();
        asking.recorder().tellHeld();
        assertThat(asking.denied(question)).isTrue();
        assertThat(asking.denial(day, 1).flatMap(Denial::overflow)).isEmpty();
    }

    @Test
    void a_damaged_day_keeps_back_no_other_refusal_and_shows() throws Exception {
        refuseMoreThanTheQuota();
        byte[] whole = Files.readAllBytes(file());
        Files.writeString(file(), "{}\n", StandardOpenOption.APPEND);
        nextDay();
        assertThat(asking.refuse(asking.question(ASKED + 1))).isTrue();
        assertThat(asking.denial(day, QUOTA)).isEmpty();
        assertThat(asking.recorder().damaged()).containsExactly(asking.file(day));
        Files.write(file(), whole);
        asking.recorder().tellHeld();
        assertThat(asking.denial(day, QUOTA)).isPresent();
        assertThat(asking.recorder().damaged()).isEmpty();
    }

    @Test
    void a_damaged_file_of_today_shows_too() throws Exception {
        refuseMoreThanTheQuota();
        consortium.node("telco-b").kill();
        Files.writeString(file(), "{}\n", StandardOpenOption.APPEND);
        consortium.node("telco-b").start(CrashPoints.NONE);
        assertThatThrownBy(() -> asking.refuse(asking.question(ASKED + 1)))
                .isInstanceOf(EvidenceUnavailableException.class)
                .hasMessageContaining(file().toString());
        assertThat(asking.recorder().damaged()).containsExactly(asking.file(day));
    }

    @Test
    void a_quota_raised_since_is_used_up_before_the_last_denial_tells_the_rest() throws Exception {
        refuseMoreThanTheQuota();
        nextDay();
        quota(QUOTA + 2);
        asking.recorder().tellHeld();
        List<HeldRefusal> held = asking.held(day);
        assertThat(held).hasSize(ASKED - QUOTA + 1);
        for (int i = 0; i < 3; i++) {
            assertThat(asking.denial(day, QUOTA + i).map(Denial::about))
                    .contains(held.get(i).about());
        }
        assertThat(asking.denial(day, QUOTA + 1).flatMap(Denial::overflow)).isEmpty();
        assertThat(asking.denial(day, QUOTA + 2).flatMap(Denial::overflow))
                .isEqualTo(Denial.Overflow.of(
                        held.stream().skip(3).map(HeldRefusal::about).toList()));
    }

    @Test
    void what_the_last_denial_told_is_not_told_again_under_a_larger_quota() throws Exception {
        refuseMoreThanTheQuota();
        nextDay();
        asking.recorder().tellHeld();
        quota(QUOTA + 2);
        asking.recorder().tellHeld();
        assertThat(asking.denial(day, QUOTA).flatMap(Denial::overflow)).isPresent();
        assertThat(asking.denial(day, QUOTA + 1)).isEmpty();
    }

    @Test
    void a_quota_lowered_below_what_is_used_up_stops_nothing_else() throws Exception {
        refuseMoreThanTheQuota();
        quota(4);
        assertThat(asking.refuse(asking.question(ASKED + 1))).isFalse();
        assertThat(asking.held(day)).hasSize(ASKED - QUOTA + 2);
        nextDay();
        for (int n = 1; n <= 4; n++) {
            assertThat(asking.refuse(asking.question(ASKED + 1 + n))).isEqualTo(n < 4);
        }
        assertThat(asking.denial(day, QUOTA)).isEmpty();
        assertThat(asking.recorder().damaged()).isEmpty();
    }

    private void refuseMoreThanTheQuota() throws InterruptedException {
        for (int n = 1; n <= ASKED; n++) {
            assertThat(asking.refuse(asking.question(n))).isEqualTo(n < QUOTA);
        }
    }

    private void nextDay() {
        consortium.clock().advance(TimeUnit.DAYS.toMillis(1));
    }

    private Path file() throws IOException {
        return consortium.node("telco-b").home().resolve("evidence/.refusals/" + day + "/bank-a.jsonl");
    }

    /** All members decide on another quota. */
    private void quota(long perDay) {
        Policy next = RecordCopy.with(
                RecordCopy.with(
                        Waiting.state(consortium).read(MemberKeys.policy(1)).orElseThrow(), "version", 2L),
                "denialsPerDay",
                perDay);
        consortium.decide(new Action.SetPolicy(next));
    }
}
