package io.datapact.contract.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Shrinking, tried on histories that break what is no invariant: that a run is never closed. */
class ShrinkingTest {
    private static final long SEEDS = 40;

    @Test
    void what_is_left_breaks_the_same_and_no_act_of_it_can_go() {
        Shrinking.Breaks closes = history -> {
            Player player = new Player(history.world(), false);
            for (Act act : history.acts()) {
                player.play(act);
            }
            return !player.store().of("outcome").isEmpty();
        };
        History drawn = drawn(closes);

        History shrunk = Shrinking.of(drawn, closes);

        assertThat(closes.test(shrunk)).isTrue();
        assertThat(shrunk.acts().size()).isLessThan(drawn.acts().size());
        for (int i = 0; i < shrunk.acts().size(); i++) {
            List<Act> without = new ArrayList<>(shrunk.acts());
            without.remove(i);
            assertThat(closes.test(shrunk.with(without)))
                    .as("without act %d", i)
                    .isFalse();
        }
        assertThat(Shrinking.of(drawn, closes)).isEqualTo(shrunk);
    }

    @Test
    void a_seed_always_draws_the_same_history() {
        for (long seed = 0; seed < SEEDS; seed++) {
            assertThat(played(seed)).isEqualTo(played(seed));
        }
    }

    private static History drawn(Shrinking.Breaks breaks) {
        for (long seed = 0; seed < SEEDS; seed++) {
            History history = played(seed);
            if (breaks.test(history)) {
                return history;
            }
        }
        throw new IllegalStateException("expected a history in which a run is closed");
    }

    private static History played(long seed) {
        Drawer drawer = new Drawer(seed, new Tally());
        assertThat(drawer.play()).isEqualTo(Optional.empty());
        return drawer.history();
    }
}
