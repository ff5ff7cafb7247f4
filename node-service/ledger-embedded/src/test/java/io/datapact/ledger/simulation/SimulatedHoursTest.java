package io.datapact.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many hours in rough weather, one seed for each, then lying hosts. The system properties
 * {@code datapact.simulation.hours} and {@code datapact.simulation.seed} (the first of the seeds) say how many and
 * which: to see a failure again, give its seed and one hour.
 */
@Tag("simulation")
class SimulatedHoursTest {
    private static final long HOURS = Long.getLong("datapact.simulation.hours", 200);
    private static final long FIRST_SEED = Long.getLong("datapact.simulation.seed", 1_000);
    private static final int HOURS_A_LIE_SEED = 20;

    @Test
    void nothing_promised_is_lost_or_doubled() {
        Map<String, Long> counts = new TreeMap<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HOURS; seed++) {
            World world = new World(Setup.of(seed, Scheduler.HOUR)).play();
            assertThat(world.oracle().failure()).as(world.report()).isEmpty();
            world.trace().counts().forEach((kind, count) -> counts.merge(kind, count, Long::sum));
            counts.merge("committed", world.oracle().promises().committed(), Long::sum);
            counts.merge("refused", world.oracle().promises().refused(), Long::sum);
            counts.merge("accepted-after-refusal", world.oracle().promises().acceptedAfterRefusal(), Long::sum);
        }
        System.out.println(HOURS + " simulated hours from seed " + FIRST_SEED + ": " + counts);
    }

    @Test
    void every_lie_that_reaches_a_member_is_found() {
        for (long seed = FIRST_SEED; seed <= FIRST_SEED + HOURS / HOURS_A_LIE_SEED; seed++) {
            for (Lie lie : Lie.values()) {
                LyingWorld world = new LyingWorld(seed, lie).play();
                assertThat(world.told() && !world.found())
                        .as("%s, %s", lie, world.world().report())
                        .isFalse();
            }
        }
    }
}
