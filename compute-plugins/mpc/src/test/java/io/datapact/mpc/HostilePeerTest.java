package io.datapact.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.compute.ChannelLimits;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailure;
import io.datapact.compute.TableSource;
import io.datapact.compute.testing.PluginRun;
import io.datapact.compute.testing.PluginRun.PartyEnd;
import io.datapact.compute.testing.TamperingChannel;
import io.datapact.compute.testing.TamperingChannel.Tamper;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Peers that send damaged, wrong or no messages: every party ends with a named reason, none with a result. But the very
 * last message of a run only its receiver can miss.
 */
class HostilePeerTest {
    private static final Set<RunFailure> NAMED =
            EnumSet.of(RunFailure.PEER_GARBAGE, RunFailure.PROTOCOL_CHECK, RunFailure.PEER_LOST);

    private static PluginRun statistics() {
        Random random = new Random(8);
        TableSource loans = Tables.randomLoans(random, Tables.ids(random, 20, 0.9));
        TableSource subscribers = Tables.randomSubscribers(random, Tables.ids(random, 20, 0.9));
        return new PluginRun(new MpcStatisticsPlugin(), Tables.groupByManifest().build(), Tables.json(Tables.GROUP_BY))
                .input(0, "loans", loans)
                .input(1, "subscribers", subscribers);
    }

    private static PluginRun psi() {
        Random random = new Random(8);
        return new PluginRun(new MpcPsiPlugin(), Tables.psiManifest().build(), Tables.json("{\"key\":\"id\"}"))
                .input(0, "loans", Tables.randomLoans(random, Tables.ids(random, 20, 0.9)))
                .input(1, "subscribers", Tables.randomSubscribers(random, Tables.ids(random, 20, 0.9)));
    }

    private static UnaryOperator<PeerChannel> towards(int peer, Tamper tamper) {
        return channel -> channel.peer() == peer ? new TamperingChannel(channel, tamper) : channel;
    }

    private static void assertAllFail(List<PartyEnd> ends) {
        assertThat(ends)
                .allSatisfy(
                        end -> assertThat(end.failed().orElseThrow().failure()).isIn(NAMED));
    }

    @Test
    void a_bit_flipped_in_any_message_ends_the_statistics_at_every_party() {
        for (int from = 0; from < 3; from++) {
            for (int to = 0; to < 3; to++) {
                int messages = from == to ? 0 : messages(from, to);
                for (int message = 0; message < messages; message++) {
                    List<PartyEnd> ends = statistics()
                            .wrap(from, towards(to, TamperingChannel.flipBit(message, 13 * message + 2)))
                            .run();
                    assertAllFail(message < messages - 1 ? ends : List.of(ends.get(to)));
                }
            }
        }
    }

    private static int messages(int from, int to) {
        List<PartyEnd> ends = statistics().run();
        assertThat(ends).allSatisfy(end -> assertThat(end.ended()).isPresent());
        return Math.toIntExact(ends.get(from).peers().get(to).totals().messagesSent());
    }

    @Test
    void a_message_cut_or_replaced_ends_the_statistics_at_every_party() {
        for (byte[] garbage : List.of(new byte[0], new byte[7], new byte[8], new byte[100_000])) {
            for (int message = 0; message < 3; message++) {
                assertAllFail(statistics()
                        .wrap(1, towards(0, TamperingChannel.replace(message, garbage)))
                        .run());
                assertAllFail(statistics()
                        .wrap(2, towards(1, TamperingChannel.replace(message, garbage)))
                        .run());
            }
        }
    }

    @Test
    void a_bit_flipped_in_any_message_ends_the_intersection_at_both() {
        for (int message = 0; message < 3; message++) {
            assertAllFail(psi().wrap(1, towards(0, TamperingChannel.flipBit(message, 9)))
                    .run());
        }
    }

    @Test
    void a_party_that_sends_nothing_ends_the_others_within_the_wait() {
        ChannelLimits impatient = new ChannelLimits(1 << 20, 1 << 22, 1 << 30, Duration.ofMillis(300));
        List<PartyEnd> ends = statistics()
                .limits(impatient)
                .wrap(2, channel -> new MuteChannel(channel))
                .run();
        assertThat(ends.get(1).failed().orElseThrow().failure()).isIn(RunFailure.PEER_SLOW, RunFailure.PEER_LOST);
        assertThat(ends).allSatisfy(end -> assertThat(end.failed()).isPresent());
    }

    @Test
    void an_owner_that_aligns_forever_is_garbage_to_the_helper() {
        List<PartyEnd> ends = statistics()
                .wrap(2, channel -> channel.peer() == 1 ? new OneByteMessages(channel) : channel)
                .run();
        assertThat(ends.get(2).failed().orElseThrow().failure()).isEqualTo(RunFailure.PEER_GARBAGE);
        assertThat(ends).allSatisfy(end -> assertThat(end.failed()).isPresent());
    }

    @Test
    void a_party_that_leaves_ends_the_others() {
        List<PartyEnd> ends = statistics()
                .wrap(2, channel -> {
                    channel.close();
                    return channel;
                })
                .run();
        assertThat(ends).allSatisfy(end -> assertThat(end.failed()).isPresent());
        assertThat(ends.get(0).failed().orElseThrow().failure()).isEqualTo(RunFailure.PEER_LOST);
    }

    @Test
    void a_message_bound_that_is_too_small_is_named() {
        ChannelLimits small = new ChannelLimits(64, 1 << 16, 1 << 30, Duration.ofSeconds(5));
        List<PartyEnd> ends = statistics().limits(small).run();
        assertThat(ends.get(0).failed().orElseThrow().failure())
                .isIn(RunFailure.MESSAGE_TOO_LARGE, RunFailure.PEER_LOST);
        assertThat(ends).allSatisfy(end -> assertThat(end.failed()).isPresent());
    }
}
