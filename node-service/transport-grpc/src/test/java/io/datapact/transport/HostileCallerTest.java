package io.datapact.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.compute.ChannelLimits;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.contract.id.Digest;
import io.datapact.node.peer.ChannelSession;
import io.datapact.pki.tls.TlsIdentity;
import io.datapact.transport.proto.ChannelFrame;
import io.datapact.transport.proto.Hello;
import io.grpc.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The called side, telco-b, against callers with valid certificates who do not keep to the protocol. */
class HostileCallerTest {
    private static final int MESSAGE = 2 << 20;
    private static final ChannelLimits LONG = new ChannelLimits(MESSAGE, MESSAGE, 1L << 30, Duration.ofSeconds(20));
    private static final ChannelLimits SHORT = new ChannelLimits(MESSAGE, MESSAGE, 1L << 30, Duration.ofMillis(700));

    private final TestNetwork nodes = new TestNetwork();
    private final TlsIdentity bank = nodes.identity("bank-a");
    private final TlsIdentity telco = nodes.identity("telco-b");
    private final TlsIdentity clearing = nodes.identity("clearing-c");
    private final NodeTransport telcoNode = nodes.start("telco-b", telco, new RefusingRequests());

    @AfterEach
    void close() {
        nodes.close();
    }

    @Test
    void another_members_valid_certificate_is_refused_and_the_right_one_still_admitted() throws Exception {
        CompletableFuture<PeerChannel> channel = awaitBank(LONG);
        try (RawPeer stranger = RawPeer.calls(telcoNode.port(), clearing);
                RawPeer right = RawPeer.calls(telcoNode.port(), bank)) {
            assertThat(refusal(stranger, hello -> hello)).isEqualTo(Status.Code.PERMISSION_DENIED);
            right.send(RawPeer.frame(RawPeer.hello(session(1, LONG), 0, 1)));
            assertThat(right.next().getHello().getFrom()).isEqualTo(1);
            right.send(RawPeer.chunk(5, false));
            assertThat(channel.join().receive()).hasSize(5);
        }
    }

    @Test
    void another_certificate_of_the_right_member_is_refused() throws Exception {
        CompletableFuture<PeerChannel> channel = awaitBank(SHORT);
        try (RawPeer other = RawPeer.calls(telcoNode.port(), nodes.identity("bank-a", "2"))) {
            assertThat(refusal(other, hello -> hello)).isEqualTo(Status.Code.PERMISSION_DENIED);
        }
        assertFails(RunFailure.PEER_SLOW, channel);
    }

    @Test
    void a_run_that_nobody_awaits_is_refused_at_once() throws Exception {
        try (RawPeer early = RawPeer.calls(telcoNode.port(), bank)) {
            assertThat(refusal(early, hello -> hello)).isEqualTo(Status.Code.NOT_FOUND);
        }
    }

    @Test
    void another_task_run_or_pair_finds_nobody_awaiting() throws Exception {
        CompletableFuture<PeerChannel> channel = awaitBank(SHORT);
        List<UnaryOperator<Hello.Builder>> others = List.of(
                hello -> hello.setTask("bank-a/2026-000002"),
                hello -> hello.setTask("x".repeat(100_000)),
                hello -> hello.setRun(2),
                hello -> hello.setRun(-1),
                hello -> hello.setFrom(1),
                hello -> hello.setTo(2),
                hello -> Hello.newBuilder());
        for (UnaryOperator<Hello.Builder> other : others) {
            try (RawPeer peer = RawPeer.calls(telcoNode.port(), bank)) {
                assertThat(refusal(peer, other)).isEqualTo(Status.Code.NOT_FOUND);
            }
        }
        assertFails(RunFailure.PEER_SLOW, channel);
    }

    @Test
    void the_right_peer_with_another_manifest_network_or_version_ends_the_wait_by_name() throws Exception {
        List<UnaryOperator<Hello.Builder>> others = List.of(
                hello -> hello.clearManifestDigest(), hello -> hello.clearNetwork(), hello -> hello.setVersion(2));
        for (UnaryOperator<Hello.Builder> other : others) {
            CompletableFuture<PeerChannel> channel = awaitBank(LONG);
            try (RawPeer peer = RawPeer.calls(telcoNode.port(), bank)) {
                assertThat(refusal(peer, other)).isEqualTo(Status.Code.PERMISSION_DENIED);
            }
            assertFails(RunFailure.PEER_NOT_ADMITTED, channel);
        }
    }

    @Test
    void a_second_stream_for_the_same_pair_is_refused_and_the_first_goes_on() throws Exception {
        CompletableFuture<PeerChannel> channel = awaitBank(LONG);
        try (RawPeer first = RawPeer.calls(telcoNode.port(), bank);
                RawPeer second = RawPeer.calls(telcoNode.port(), bank)) {
            first.send(RawPeer.frame(RawPeer.hello(session(1, LONG), 0, 1)));
            first.next();
            assertThat(refusal(second, hello -> hello)).isEqualTo(Status.Code.ALREADY_EXISTS);
            assertThatThrownBy(() -> telcoNode.network().connect(session(1, LONG)))
                    .isInstanceOf(IllegalStateException.class);
            first.send(RawPeer.chunk(7, false));
            assertThat(channel.join().receive()).hasSize(7);
        }
    }

    @Test
    void a_run_can_be_connected_again_after_its_channels_were_closed() throws Exception {
        for (int round = 0; round < 2; round++) {
            CompletableFuture<PeerChannel> channel = awaitBank(LONG);
            try (RawPeer peer = RawPeer.calls(telcoNode.port(), bank)) {
                peer.send(RawPeer.frame(RawPeer.hello(session(1, LONG), 0, 1)));
                peer.next();
                channel.join().close();
                assertThat(peer.end().isOk()).isTrue();
            }
        }
    }

    @Test
    void frames_that_are_no_chunks_end_with_garbage_on_both_sides() throws Exception {
        List<ChannelFrame> garbage = List.of(
                ChannelFrame.getDefaultInstance(),
                RawPeer.frame(RawPeer.hello(session(1, LONG), 0, 1)),
                RawPeer.chunk(0, true));
        for (ChannelFrame frame : garbage) {
            try (RawPeer peer = RawPeer.calls(telcoNode.port(), bank)) {
                PeerChannel channel = admit(peer);
                peer.send(RawPeer.chunk(3, false)).send(frame);
                assertThat(channel.receive()).hasSize(3);
                assertFails(RunFailure.PEER_GARBAGE, channel::receive);
                assertFails(RunFailure.PEER_GARBAGE, () -> channel.send(new byte[1]));
                assertThat(peer.end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
                channel.close();
            }
        }
    }

    @Test
    void bytes_that_are_no_frame_end_the_channel_by_name() throws Exception {
        for (byte[] bytes : new byte[][] {{-1, -1, -1}, {10, 127, 1}, {18, 4, 10, 100, 0, 0}}) {
            try (RawPeer peer = RawPeer.calls(telcoNode.port(), bank)) {
                PeerChannel channel = admit(peer);
                peer.send(bytes);
                assertFails(RunFailure.PEER_GARBAGE, channel::receive);
                assertThat(peer.end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
                channel.close();
            }
        }
    }

    @Test
    void a_message_above_the_bound_ends_by_name_before_it_is_whole() throws Exception {
        try (RawPeer peer = RawPeer.calls(telcoNode.port(), bank)) {
            PeerChannel channel = admit(peer);
            peer.send(RawPeer.chunk(1 << 20, true))
                    .send(RawPeer.chunk(1 << 20, true))
                    .send(RawPeer.chunk(1, true));
            assertFails(RunFailure.MESSAGE_TOO_LARGE, channel::receive);
            assertThat(peer.end().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            channel.close();
        }
    }

    @Test
    void a_frame_above_the_bound_is_not_taken() throws Exception {
        try (RawPeer peer = RawPeer.calls(telcoNode.port(), bank)) {
            PeerChannel channel = admit(peer);
            peer.send(RawPeer.chunk(3 << 20, false));
            assertThatThrownBy(channel::receive)
                    .isInstanceOfSatisfying(
                            RunFailedException.class,
                            failed -> assertThat(failed.failure())
                                    .isIn(RunFailure.MESSAGE_TOO_LARGE, RunFailure.PEER_LOST));
            assertThat(peer.end().isOk()).isFalse();
            channel.close();
        }
    }

    @Test
    void a_caller_that_says_no_hello_is_refused() throws Exception {
        NodeTransport hasty = nodes.start(telco, new RefusingRequests(), Duration.ofMillis(300));
        try (RawPeer silent = RawPeer.calls(hasty.port(), bank);
                RawPeer rude = RawPeer.calls(telcoNode.port(), bank);
                RawPeer gone = RawPeer.calls(telcoNode.port(), bank)) {
            assertThat(silent.end().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
            assertThat(rude.send(RawPeer.chunk(1, false)).end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(gone.halfClose().end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    @Test
    void a_peer_that_stops_talking_is_named_within_the_wait() throws Exception {
        CompletableFuture<PeerChannel> coming = awaitBank(SHORT);
        try (RawPeer peer = RawPeer.calls(telcoNode.port(), bank)) {
            peer.send(RawPeer.frame(RawPeer.hello(session(1, SHORT), 0, 1)));
            peer.next();
            peer.send(RawPeer.chunk(10, true));
            assertFails(RunFailure.PEER_SLOW, coming.join()::receive);
        }
    }

    private PeerChannel admit(RawPeer peer) throws Exception {
        CompletableFuture<PeerChannel> channel = awaitBank(LONG);
        peer.send(RawPeer.frame(RawPeer.hello(session(1, LONG), 0, 1)));
        assertThat(peer.next().hasHello()).isTrue();
        return channel.join();
    }

    /** Begins to wait for bank-a, and returns only when the wait has begun. */
    private CompletableFuture<PeerChannel> awaitBank(ChannelLimits limits) throws Exception {
        CompletableFuture<PeerChannel> channel = CompletableFuture.supplyAsync(
                () -> telcoNode.network().connect(session(1, limits)).get(0));
        Status.Code seen = Status.Code.NOT_FOUND;
        while (seen == Status.Code.NOT_FOUND) {
            try (RawPeer probe = RawPeer.calls(telcoNode.port(), clearing)) {
                seen = refusal(probe, hello -> hello);
            }
        }
        return channel;
    }

    private Status.Code refusal(RawPeer peer, UnaryOperator<Hello.Builder> change) throws Exception {
        Hello.Builder hello = change.apply(RawPeer.hello(session(1, LONG), 0, 1));
        return peer.send(RawPeer.frame(hello)).end().getCode();
    }

    private ChannelSession session(int partyIndex, ChannelLimits limits) {
        Map<String, Digest> pins = new LinkedHashMap<>();
        pins.put("bank-a", TestNetwork.pin(bank));
        pins.put("telco-b", TestNetwork.pin(telco));
        return TestNetwork.session(partyIndex, limits, pins);
    }

    private static void assertFails(RunFailure expected, CompletableFuture<PeerChannel> channel) {
        assertThatThrownBy(channel::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        RunFailedException.class,
                        failed -> assertThat(failed.failure()).isEqualTo(expected));
    }

    private static void assertFails(RunFailure expected, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RunFailedException.class,
                        failed -> assertThat(failed.failure()).isEqualTo(expected));
    }
}
