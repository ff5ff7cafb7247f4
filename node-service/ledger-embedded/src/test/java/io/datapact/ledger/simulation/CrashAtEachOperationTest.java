package io.datapact.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In fair weather, a machine stops once: at each of the operations of its disk, from the first one on. The default build tries some. */
class CrashAtEachOperationTest {
    private static final long MINUTES = 3;
    private static final long SEED = 4;
    private static final int LEAST_OPERATIONS = 15;

    /** Mean time between two replacements of the log's key. */
    private static final long NEVER = Long.MAX_VALUE;

    private static final long SOON = Scheduler.MINUTE / 2;

    /** Of so many operations, one is tried in the default build. */
    private static final int SOME = 6;

    @Test
    void the_host_survives_some() {
        assertSurvives(World::host, SOME, NEVER);
    }

    @Test
    void a_node_survives_some() {
        assertSurvives(world -> world.nodes().getFirst(), SOME, NEVER);
    }

    @Test
    @Tag("simulation")
    void the_host_survives_each() {
        assertSurvives(World::host, 1, NEVER);
    }

    @Test
    @Tag("simulation")
    void a_node_survives_each() {
        assertSurvives(world -> world.nodes().getFirst(), 1, NEVER);
    }

    /** At the Enact, at its handover, and at all that lies between. */
    @Test
    @Tag("simulation")
    void the_host_survives_each_while_its_key_is_replaced() {
        assertSurvives(World::host, 1, SOON);
    }

    @Test
    @Tag("simulation")
    void a_node_survives_each_while_the_log_key_is_replaced() {
        assertSurvives(world -> world.nodes().getFirst(), 1, SOON);
    }

    private static void assertSurvives(Function<World, Machine<?>> machine, int every, long rotation) {
        World undisturbed = fair(rotation);
        undisturbed.begin();
        undisturbed.run(MINUTES * Scheduler.MINUTE);
        long operations = machine.apply(undisturbed).diskFaults().operations();
        assertThat(operations).isGreaterThan(LEAST_OPERATIONS);
        assertThat(undisturbed.trace().count("handed-over") > 0).isEqualTo(rotation == SOON);
        for (long operation = 0; operation < operations; operation += every) {
            World world = fair(rotation);
            machine.apply(world).diskFaults().stopAt(operation);
            world.play();
            assertThat(world.oracle().failure())
                    .as("stopped at operation %d, %s", operation, world.report())
                    .isEmpty();
            assertThat(world.trace().count("stops")).isEqualTo(1);
        }
    }

    private static World fair(long rotation) {
        Setup setup = Setup.of(SEED, MINUTES * Scheduler.MINUTE).withFaults(Faults.NONE);
        return new World(setup.rotating(rotation));
    }
}
