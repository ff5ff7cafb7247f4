package io.datapact.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Some seeds of the simulation; {@link SimulatedHoursTest} plays many. */
class SimulationTest {
    private static final int SEEDS = 4;
    private static final long MINUTES = 10;

    @Test
    void nothing_promised_is_lost_or_doubled_in_rough_weather() {
        Set<String> kinds = new TreeSet<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            World world = played(seed);
            assertThat(world.oracle().failure()).as(world.report()).isEmpty();
            assertThat(world.oracle().promises().committed()).isPositive();
            kinds.addAll(world.trace().counts().keySet());
        }
        assertThat(kinds)
                .contains("lost", "late", "doubled", "stops", "power-cut", "process-ended", "cut-off", "clock-skewed")
                .contains("handed-over", "former-head-shown");
    }

    @Test
    void a_seed_gives_the_same_run_again_event_by_event() {
        World first = played(3);
        World second = played(3);
        World other = played(4);
        assertThat(first.time().done()).isEqualTo(second.time().done());
        assertThat(first.trace().digest())
                .isEqualTo(second.trace().digest())
                .isNotEqualTo(other.trace().digest());
    }

    private static World played(long seed) {
        return new World(Setup.of(seed, MINUTES * Scheduler.MINUTE)).play();
    }
}
