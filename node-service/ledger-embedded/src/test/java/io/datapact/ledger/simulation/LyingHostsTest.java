package io.datapact.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host that has the log's key and lies is found, by a member alone or by members who compare checkpoints. */
class LyingHostsTest {
    private static final long SEED = 2;

    @ParameterizedTest
    @EnumSource
    void each_lie_is_found(Lie lie) {
        LyingWorld world = new LyingWorld(SEED, lie).play();
        assertThat(world.told()).as("%s reached a member", lie).isTrue();
        assertThat(world.found()).as(world.world().report()).isTrue();
        assertThat(world.world().oracle().failure()).isEmpty();
    }
}
