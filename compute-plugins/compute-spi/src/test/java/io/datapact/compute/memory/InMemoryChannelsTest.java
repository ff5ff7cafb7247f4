package io.datapact.compute.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.compute.ChannelLimits;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.testing.ChannelContract;
import org.junit.jupiter.api.Test;

class InMemoryChannelsTest extends ChannelContract {
    @Override
    protected Pair open(ChannelLimits limits) {
        InMemoryChannels mesh = InMemoryChannels.mesh(2, limits);
        return new Pair() {
            @Override
            public PeerChannel zero() {
                return mesh.channel(0, 1);
            }

            @Override
            public PeerChannel one() {
                return mesh.channel(1, 0);
            }

            @Override
            public void cut() {
                mesh.cut(0, 1);
            }

            @Override
            public void close() {
                mesh.close();
            }
        };
    }

    @Test
    void each_pair_of_a_mesh_has_a_channel_of_its_own() {
        try (InMemoryChannels mesh = InMemoryChannels.mesh(3)) {
            for (int here = 0; here < 3; here++) {
                for (int peer = 0; peer < 3; peer++) {
                    if (here != peer) {
                        mesh.channel(here, peer).send(new byte[] {(byte) here, (byte) peer});
                    }
                }
            }
            assertThat(mesh.channel(2, 0).receive()).containsExactly(0, 2);
            assertThat(mesh.channel(2, 1).receive()).containsExactly(1, 2);
            assertThat(mesh.channel(0, 2).receive()).containsExactly(2, 0);
        }
    }

    @Test
    void has_no_channel_of_a_party_to_itself_or_to_a_stranger() {
        try (InMemoryChannels mesh = InMemoryChannels.mesh(2)) {
            assertThatThrownBy(() -> mesh.channel(1, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> mesh.channel(0, 2)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> InMemoryChannels.mesh(17)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
