package io.datapact.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.datapact.contract.id.Code;
import io.datapact.contract.run.RunId;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.pki.tls.PeerPolicy;
import io.datapact.pki.tls.TlsIdentity;
import io.datapact.transport.proto.NodePeerGrpc;
import io.datapact.transport.proto.PeerReply;
import io.datapact.transport.proto.ShareName;
import io.datapact.transport.proto.SharePart;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Share deliveries of members who want to keep a node from taking those of others. */
@Timeout(60)
class CrowdedShareTest {
    private static final int WAIT_SECONDS = 20;
    private static final int MANY = 16;
    private static final Duration SHORT = Duration.ofMillis(400);

    private final TestNetwork nodes = new TestNetwork();
    private final TlsIdentity telco = nodes.identity("telco-b");
    private final TlsIdentity bank = nodes.identity("bank-a");
    private final TlsIdentity clearing = nodes.identity("clearing-c");
    private final AtomicInteger taken = new AtomicInteger();
    private final NodeTransport node = nodes.start("telco-b", telco, new Counting());
    private final List<ManagedChannel> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(ManagedChannel::shutdownNow);
        nodes.close();
    }

    @Test
    void idle_deliveries_of_one_member_do_not_block_anothers() throws Exception {
        List<Delivery> idle = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            TlsIdentity either = number % 2 == 0 ? bank : nodes.identity("bank-a", "2");
            idle.add(begin(node, either).name(3));
        }
        awaitTwoHeld(idle);
        assertThat(begin(node, clearing).name(3).chunk(3).complete().end()).isEqualTo(Status.Code.OK);
        assertThat(begin(node, bank).name(3).end()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(taken).hasValue(1);
    }

    @Test
    void deliveries_that_have_not_named_their_share_hold_no_place() throws Exception {
        for (int number = 0; number < MANY; number++) {
            begin(node, bank);
        }
        assertThat(begin(node, bank).name(3).chunk(3).complete().end()).isEqualTo(Status.Code.OK);
    }

    @Test
    void a_place_comes_free_when_its_caller_gives_up() throws Exception {
        List<Delivery> begun = List.of(
                begin(node, bank).name(3),
                begin(node, bank).name(3),
                begin(node, bank).name(3));
        awaitTwoHeld(begun);
        List<Delivery> held =
                begun.stream().filter(each -> !each.ended.isDone()).toList();
        held.getFirst().giveUp();
        awaitDelivered(node, bank);
        assertThat(held.getLast().chunk(3).complete().end()).isEqualTo(Status.Code.OK);
    }

    @Test
    void a_caller_whose_share_the_node_does_not_want_is_refused_at_once_and_holds_no_place() throws Exception {
        NodeTransport choosy = nodes.start(telco, new Counting() {
            @Override
            public Optional<PeerAnswer.Refused> refusesShare(PeerIdentity caller, RunId run, Code output) {
                boolean party = caller.node().member().value().equals("bank-a");
                return party ? Optional.empty() : Optional.of(new PeerAnswer.Refused("NOT_A_PARTY", "" + run));
            }
        });
        for (int number = 0; number < MANY; number++) {
            Delivery refused = begin(choosy, clearing).name(TestNetwork.SHARE_BYTES);
            assertThat(refused.end()).isEqualTo(Status.Code.OK);
            assertThat(refused.reply.join().getRefused().getReason()).isEqualTo("NOT_A_PARTY");
        }
        assertThat(begin(choosy, bank).name(3).chunk(3).complete().end()).isEqualTo(Status.Code.OK);
        assertThat(taken).hasValue(1);
    }

    @Test
    void a_delivery_that_drips_ends_at_its_deadline_and_frees_its_place() throws Exception {
        NodeTransport hasty = nodes.start(telco, new Counting(), SHORT);
        List<Delivery> slow = List.of(
                begin(hasty, bank).name(TestNetwork.SHARE_BYTES),
                begin(hasty, bank).name(TestNetwork.SHARE_BYTES),
                begin(hasty, clearing));
        while (!slow.getFirst().ended.isDone()) {
            slow.getFirst().chunk(1).pause();
        }
        for (Delivery each : slow) {
            assertThat(each.end()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        }
        awaitDelivered(hasty, bank);
        assertThat(taken).hasValue(1);
    }

    /** Until all but two are refused. */
    private static void awaitTwoHeld(List<Delivery> idle) throws Exception {
        while (idle.stream().filter(each -> !each.ended.isDone()).count() > 2) {
            idle.getLast().pause();
        }
    }

    private void awaitDelivered(NodeTransport to, TlsIdentity from) throws Exception {
        while (begin(to, from).name(3).chunk(3).complete().end() != Status.Code.OK) {
            Thread.onSpinWait();
        }
    }

    private Delivery begin(NodeTransport to, TlsIdentity from) {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", to.port())
                .sslContext(new GrpcTls(from, TestNetwork.CLOCK).calling(PeerPolicy.anyMember()))
                .build();
        open.add(channel);
        Delivery delivery = new Delivery();
        delivery.parts = NodePeerGrpc.newStub(channel).deliverShare(delivery);
        return delivery;
    }

    /** Takes all shares, and counts them. */
    private class Counting extends RefusingRequests {
        @Override
        public PeerAnswer deliverShare(PeerIdentity caller, RunId run, Code output, byte[] sealed) {
            taken.incrementAndGet();
            return PeerAnswer.taken();
        }
    }

    /** One stream of parts, sent as a test says. */
    private static final class Delivery implements StreamObserver<PeerReply> {
        private final CompletableFuture<PeerReply> reply = new CompletableFuture<>();
        private final CompletableFuture<Status.Code> ended = new CompletableFuture<>();
        private StreamObserver<SharePart> parts;

        Delivery name(long length) {
            parts.onNext(SharePart.newBuilder()
                    .setName(ShareName.newBuilder()
                            .setTask("bank-a/2026-000001")
                            .setRun(1)
                            .setOutput("table")
                            .setLength(length))
                    .build());
            return this;
        }

        Delivery chunk(int length) {
            parts.onNext(SharePart.newBuilder()
                    .setChunk(ByteString.copyFrom(new byte[length]))
                    .build());
            return this;
        }

        Delivery complete() {
            parts.onCompleted();
            return this;
        }

        void giveUp() {
            parts.onError(new IllegalStateException("the caller gives up"));
        }

        /** Waits a moment for the end. */
        void pause() throws Exception {
            try {
                ended.get(5, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                return;
            }
        }

        Status.Code end() throws Exception {
            return ended.get(WAIT_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void onNext(PeerReply answer) {
            reply.complete(answer);
        }

        @Override
        public void onError(Throwable failure) {
            ended.complete(Status.fromThrowable(failure).getCode());
        }

        @Override
        public void onCompleted() {
            ended.complete(Status.Code.OK);
        }
    }
}
