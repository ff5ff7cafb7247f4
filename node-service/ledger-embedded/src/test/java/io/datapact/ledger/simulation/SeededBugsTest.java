package io.datapact.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Mistakes that programs make; a simulation that finds none of them is none. */
class SeededBugsTest {
    private static final int MOST_SEEDS = 40;
    private static final long MINUTES = 5;

    @Test
    void finds_a_log_that_does_not_sync() {
        assertFound(setup -> setup.withDisks((machine, disk) -> BrokenDisk.neverSyncs(disk)));
    }

    @Test
    void finds_a_log_that_does_not_sync_the_names_of_its_files() {
        assertFound(setup -> setup.withDisks((machine, disk) -> BrokenDisk.forgetsNames(disk)));
    }

    @Test
    void finds_a_checkpoint_put_in_place_unsynced() {
        assertFound(setup -> setup.withDisks((machine, disk) -> BrokenDisk.renamesUnsynced(disk)));
    }

    @Test
    void finds_a_start_that_takes_an_unsynced_tail_as_it_is() {
        assertFound(setup -> setup.withDisks((machine, disk) -> BrokenDisk.keepsUnsyncedTails(disk)));
    }

    @Test
    void finds_a_client_that_signs_anew_when_it_tries_again() {
        assertFound(Setup::resigning);
    }

    private static void assertFound(UnaryOperator<Setup> bug) {
        Optional<String> failure = Optional.empty();
        for (long seed = 1; seed <= MOST_SEEDS && failure.isEmpty(); seed++) {
            Setup setup = Setup.of(seed, MINUTES * Scheduler.MINUTE).rotating(Long.MAX_VALUE);
            World world = new World(bug.apply(setup)).play();
            failure = world.oracle().failure();
        }
        assertThat(failure).as("within %d seeds", MOST_SEEDS).isPresent();
    }
}
