package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.testing.ConsortiumFixture;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttestMarginTest {
    private static final long STARTED = 1_000;

    @ParameterizedTest
    @CsvSource({"1, 200", "60, 12000", "600, 120000", "601, 120000", "604800, 120000"})
    void takes_a_fifth_of_the_runs_time_and_at_most_two_minutes(long runSeconds, long marginMillis) {
        assertThat(AttestMargin.DERIVED.giveUpAt(run(runSeconds))).isEqualTo(deadline(runSeconds) - marginMillis);
    }

    @Test
    void takes_what_the_operator_sets_but_leaves_half_of_the_runs_time() {
        AttestMargin margin = AttestMargin.of(Duration.ofSeconds(45));
        assertThat(margin.giveUpAt(run(600))).isEqualTo(deadline(600) - 45_000);
        assertThat(margin.giveUpAt(run(60))).isEqualTo(deadline(60) - 30_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 86_401})
    void refuses_a_margin_that_is_none_or_longer_than_a_day(long seconds) {
        Duration margin = Duration.ofSeconds(seconds);
        assertThatThrownBy(() -> AttestMargin.of(margin)).isInstanceOf(IllegalArgumentException.class);
    }

    private static long deadline(long runSeconds) {
        return STARTED + runSeconds * 1_000;
    }

    private static Run run(long runSeconds) {
        RunId id = new RunId(new TaskId("bank-a/2026-000001"), 1);
        return new Run(id, ConsortiumFixture.digest("manifest"), List.of(), STARTED, deadline(runSeconds), 1, 1, 0);
    }
}
