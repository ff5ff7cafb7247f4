package io.datapact.contract.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.rules.Reason;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every invariant after every command of every history drawn: contract.md section 8. A history that breaks one is
 * shrunk and told with its seed; {@code -Ddatapact.history.seed} plays that seed alone, and
 * {@code -Ddatapact.histories} says how many are played.
 */
class HistoriesTest {
    private static final long HISTORIES = Long.getLong("datapact.histories", 10_000);

    /** As many histories as are needed for what is rare to occur in them. */
    private static final long TELLING = 5_000;

    private static final long FEWEST_STEPS = 30;

    @Test
    void no_history_breaks_an_invariant_and_all_that_can_happen_happens() {
        Tally tally = new Tally();
        Optional<Long> seed = Optional.ofNullable(Long.getLong("datapact.history.seed"));

        Optional<Hunt.Catch> caught = Hunt.through(seed.orElse(0L), seed.isPresent() ? 1 : HISTORIES, tally);

        assertThat(caught.map(Hunt.Catch::report)).as("a broken invariant").isEmpty();
        if (tally.histories() >= TELLING) {
            everythingOccurs(tally);
        }
    }

    private static void everythingOccurs(Tally tally) {
        assertThat(tally.steps()).isGreaterThan(FEWEST_STEPS * tally.histories());
        assertThat(tally.accepted().keySet())
                .as("commands accepted, of %s", tally)
                .isEqualTo(CommandCodec.types().keySet());
        assertThat(tally.accepted().values())
                .as("%s", tally)
                .allSatisfy(count -> assertThat(count).isGreaterThan(tally.histories() / 1_000));
        Set<String> actions = new TreeSet<>(Motion.names().keySet());
        actions.remove("upgrade-rules");
        assertThat(tally.actions().keySet())
                .as("actions enacted; there is no second version of the rules")
                .isEqualTo(actions);
        assertThat(tally.outcomes().keySet())
                .containsExactlyInAnyOrder(
                        "row 2 REFUNDED",
                        "row 2 SETTLED",
                        "row 3 SETTLED",
                        "row 4 REFUNDED",
                        "row 5 SETTLED",
                        "row 6 ABORTED",
                        "row 7 FAILED",
                        "row 8 FAILED",
                        "row 9 FAILED");
        assertThat(tally.refused().keySet()).as("%s", tally).containsAll(EnumSet.allOf(Reason.class));
        assertThat(tally.automatic()).as("%s", tally).isGreaterThan(tally.histories() / 100);
    }
}
