package io.datapact.compute.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.compute.ChannelLimits;
import io.datapact.compute.ChannelTotals;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.contract.id.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every transport of peer channels must do. A transport's test extends this and opens pairs. */
public abstract class ChannelContract {
    private static final Duration LONG_WAIT = Duration.ofSeconds(30);
    private static final Duration SHORT_WAIT = Duration.ofMillis(300);
    private static final int SMALL_MESSAGE = 1000;
    private static final ChannelLimits LIMITS = new ChannelLimits(1 << 20, 4 << 20, 1L << 30, LONG_WAIT);

    /** Two connected ends. */
    public interface Pair extends AutoCloseable {
        /** The end at party 0, whose peer is party 1. */
        PeerChannel zero();

        /** The end at party 1, whose peer is party 0. */
        PeerChannel one();

        /** Breaks the connection below the channels. */
        void cut();

        @Override
        void close();
    }

    /** Connects two ends. */
    protected abstract Pair open(ChannelLimits limits);

    @Test
    void messages_arrive_whole_and_in_order() {
        Random random = new Random(7);
        List<byte[]> messages = new ArrayList<>();
        for (int length : new int[] {0, 1, 5, 0, 1 << 20, 17, 65_535, 65_536, 3}) {
            messages.add(bytes(random, length));
        }
        try (Pair pair = open(LIMITS)) {
            Future<?> sending = inBackground(() -> sendAll(pair.zero(), messages));
            for (byte[] message : messages) {
                assertThat(pair.one().receive()).isEqualTo(message);
            }
            assertThatCode(sending::get).doesNotThrowAnyException();
            assertThat(pair.zero().peer()).isEqualTo(1);
            assertThat(pair.one().peer()).isEqualTo(0);
        }
    }

    @Test
    void both_directions_run_at_once_and_both_sides_count_the_same() throws Exception {
        int messages = 500;
        try (Pair pair = open(LIMITS)) {
            List<Future<?>> running = List.of(
                    inBackground(() -> sendMany(pair.zero(), messages, 1)),
                    inBackground(() -> sendMany(pair.one(), messages, 2)),
                    inBackground(() -> receiveMany(pair.zero(), messages)),
                    inBackground(() -> receiveMany(pair.one(), messages)));
            for (Future<?> each : running) {
                each.get();
            }
            ChannelTotals zero = pair.zero().totals();
            ChannelTotals one = pair.one().totals();
            assertThat(zero.messagesSent()).isEqualTo(messages);
            assertThat(one.mirrored()).isEqualTo(zero);
            assertThat(zero.sent()).isNotEqualTo(zero.received());
        }
    }

    @Test
    void a_transcript_is_the_digest_of_length_prefixed_messages() {
        MessageDigest expected = Digest.sha256();
        List<byte[]> messages = List.of(new byte[0], new byte[] {1, 2, 3}, new byte[SMALL_MESSAGE]);
        for (byte[] message : messages) {
            expected.update(ByteBuffer.allocate(4).putInt(message.length).array());
            expected.update(message);
        }
        try (Pair pair = open(LIMITS)) {
            sendAll(pair.zero(), messages.stream().map(byte[]::clone).toList());
            messages.forEach(message -> pair.one().receive());
            Digest transcript = Digest.wrap(expected.digest());
            assertThat(pair.zero().totals().sent()).isEqualTo(transcript);
            assertThat(pair.one().totals().received()).isEqualTo(transcript);
            assertThat(pair.one().totals().bytesReceived()).isEqualTo(SMALL_MESSAGE + 3L);
        }
    }

    @Test
    void refuses_to_send_a_message_above_the_bound() {
        ChannelLimits limits = new ChannelLimits(SMALL_MESSAGE, SMALL_MESSAGE, 1L << 30, LONG_WAIT);
        try (Pair pair = open(limits)) {
            pair.zero().send(new byte[SMALL_MESSAGE]);
            assertFails(RunFailure.MESSAGE_TOO_LARGE, () -> pair.zero().send(new byte[SMALL_MESSAGE + 1]));
            assertFails(RunFailure.MESSAGE_TOO_LARGE, () -> pair.zero().send(new byte[1]));
            assertThat(pair.zero().totals().bytesSent()).isEqualTo(SMALL_MESSAGE);
        }
    }

    @Test
    void names_a_silent_peer_within_the_wait() {
        try (Pair pair = open(withWait(SHORT_WAIT))) {
            assertFails(RunFailure.PEER_SLOW, () -> pair.zero().receive());
            assertFails(RunFailure.PEER_SLOW, () -> pair.zero().receive());
        }
    }

    @Test
    void names_a_peer_that_does_not_read_within_the_wait() {
        ChannelLimits limits = new ChannelLimits(64 << 10, 64 << 10, 1L << 40, SHORT_WAIT);
        try (Pair pair = open(limits)) {
            assertFails(RunFailure.PEER_SLOW, () -> sendForever(pair.zero(), 64 << 10, 1 << 12));
            assertThat(pair.zero().totals().bytesSent()).isLessThan(256L << 20);
        }
    }

    @Test
    void what_was_sent_before_closing_still_arrives_and_then_the_peer_is_lost() {
        int messages = 20;
        try (Pair pair = open(LIMITS)) {
            for (int number = 0; number < messages; number++) {
                pair.zero().send(new byte[] {(byte) number});
            }
            pair.zero().close();
            for (int number = 0; number < messages; number++) {
                assertThat(pair.one().receive()).containsExactly(number);
            }
            assertFails(RunFailure.PEER_LOST, () -> pair.one().receive());
            assertFails(RunFailure.PEER_LOST, () -> pair.one().receive());
        }
    }

    @Test
    void what_the_other_side_sent_before_closing_still_arrives_too() {
        int messages = 20;
        try (Pair pair = open(LIMITS)) {
            for (int number = 0; number < messages; number++) {
                pair.one().send(new byte[] {(byte) number});
            }
            pair.one().close();
            for (int number = 0; number < messages; number++) {
                assertThat(pair.zero().receive()).containsExactly(number);
            }
            assertFails(RunFailure.PEER_LOST, () -> pair.zero().receive());
        }
    }

    @Test
    void sending_to_a_peer_that_closed_ends_with_the_peer_lost() {
        try (Pair pair = open(LIMITS)) {
            pair.one().close();
            assertFails(RunFailure.PEER_LOST, () -> sendForever(pair.zero(), SMALL_MESSAGE, 1 << 20));
        }
    }

    @Test
    void a_broken_connection_ends_a_receive_that_waits_on_either_side() throws Exception {
        try (Pair pair = open(LIMITS)) {
            Future<?> zero = inBackground(
                    () -> assertFails(RunFailure.PEER_LOST, () -> pair.zero().receive()));
            Future<?> one = inBackground(
                    () -> assertFails(RunFailure.PEER_LOST, () -> pair.one().receive()));
            pair.cut();
            zero.get();
            one.get();
        }
    }

    @Test
    void closing_wakes_the_own_thread_that_waits() throws Exception {
        try (Pair pair = open(LIMITS)) {
            Future<?> waiting = inBackground(
                    () -> assertFails(RunFailure.CANCELLED, () -> pair.zero().receive()));
            pair.zero().close();
            waiting.get();
            assertFails(RunFailure.CANCELLED, () -> pair.zero().send(new byte[1]));
            assertFails(RunFailure.CANCELLED, () -> pair.zero().receive());
            assertThatCode(() -> pair.zero().close()).doesNotThrowAnyException();
        }
    }

    @Test
    void the_total_of_a_run_is_bounded() {
        ChannelLimits limits = new ChannelLimits(SMALL_MESSAGE, SMALL_MESSAGE * 4L, SMALL_MESSAGE * 2L, LONG_WAIT);
        try (Pair pair = open(limits)) {
            pair.zero().send(new byte[SMALL_MESSAGE]);
            pair.zero().send(new byte[SMALL_MESSAGE]);
            assertFails(RunFailure.LIMIT, () -> pair.zero().send(new byte[1]));
            assertThat(pair.one().receive()).hasSize(SMALL_MESSAGE);
        }
    }

    @Test
    void more_than_the_queue_holds_passes_when_the_peer_reads() throws Exception {
        ChannelLimits limits = new ChannelLimits(64 << 10, 128 << 10, 1L << 40, LONG_WAIT);
        int messages = 200;
        try (Pair pair = open(limits)) {
            Future<?> sending = inBackground(() -> sendForever(pair.zero(), 64 << 10, messages));
            receiveMany(pair.one(), messages);
            sending.get();
            assertThat(pair.one().totals().bytesReceived()).isEqualTo(messages * (64L << 10));
        }
    }

    /** Expects a failure of the given name at a peer. */
    protected static void assertFails(RunFailure expected, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RunFailedException.class, failed -> {
            assertThat(failed.failure()).as(failed.getMessage()).isEqualTo(expected);
            assertThat(failed.peer()).isPresent();
        });
    }

    /** Runs in a thread of its own. */
    protected static Future<?> inBackground(Runnable work) {
        FutureTask<?> task = new FutureTask<>(work, true);
        Thread.ofVirtual().start(task);
        return task;
    }

    private static ChannelLimits withWait(Duration wait) {
        return new ChannelLimits(LIMITS.maximumMessageBytes(), LIMITS.queuedBytes(), LIMITS.totalBytes(), wait);
    }

    private static void sendAll(PeerChannel channel, List<byte[]> messages) {
        messages.forEach(message -> channel.send(message.clone()));
    }

    private static void sendMany(PeerChannel channel, int messages, long seed) {
        Random random = new Random(seed);
        for (int number = 0; number < messages; number++) {
            channel.send(bytes(random, random.nextInt(10_000)));
        }
    }

    private static void receiveMany(PeerChannel channel, int messages) {
        for (int number = 0; number < messages; number++) {
            channel.receive();
        }
    }

    private static void sendForever(PeerChannel channel, int length, int messages) {
        for (int number = 0; number < messages; number++) {
            channel.send(new byte[length]);
        }
    }

    private static byte[] bytes(Random random, int length) {
        byte[] message = new byte[length];
        random.nextBytes(message);
        return message;
    }
}
