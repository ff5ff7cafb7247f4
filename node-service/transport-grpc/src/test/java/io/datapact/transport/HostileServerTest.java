package io.datapact.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.compute.ChannelLimits;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.contract.id.Digest;
import io.datapact.node.peer.ChannelSession;
import io.datapact.pki.Consortium;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.tls.TlsIdentity;
import io.datapact.transport.proto.ChannelFrame;
import io.datapact.transport.proto.PeerChannelsGrpc;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The calling side, bank-a, against whoever answers at telco-b's address. */
class HostileServerTest {
    private static final int MESSAGE = 2 << 20;
    private static final ChannelLimits LONG = new ChannelLimits(MESSAGE, MESSAGE, 1L << 30, Duration.ofSeconds(20));
    private static final ChannelLimits SHORT = new ChannelLimits(MESSAGE, MESSAGE, 1L << 30, Duration.ofMillis(700));

    private final TestNetwork nodes = new TestNetwork();
    private final TlsIdentity bank = nodes.identity("bank-a");
    private final TlsIdentity telco = nodes.identity("telco-b");
    private final NodeTransport bankNode = nodes.start("bank-a", bank, new RefusingRequests());
    private final List<Server> servers = new ArrayList<>();

    @AfterEach
    void close() {
        servers.forEach(Server::shutdownNow);
        nodes.close();
    }

    @Test
    void another_members_node_at_the_address_is_not_admitted() {
        NodeTransport other = nodes.start(nodes.identity("clearing-c"), new RefusingRequests());
        nodes.moved("telco-b", new HostPort("127.0.0.1", other.port()));
        assertFails(RunFailure.PEER_NOT_ADMITTED, () -> connect(LONG));
    }

    @Test
    void another_certificate_of_the_right_member_is_not_admitted() {
        NodeTransport other = nodes.start(nodes.identity("telco-b", "2"), new RefusingRequests());
        nodes.moved("telco-b", new HostPort("127.0.0.1", other.port()));
        assertFails(RunFailure.PEER_NOT_ADMITTED, () -> connect(LONG));
    }

    @Test
    void a_certificate_of_another_authority_is_not_admitted() {
        Consortium strangers = Consortium.aConsortium();
        TlsIdentity forged = new TlsIdentity(
                strangers.key("telco-b", CertificateRole.TLS, "1"),
                Set.of(strangers.hierarchy().rootCertificate()));
        NodeTransport other = nodes.start(forged, new RefusingRequests());
        nodes.moved("telco-b", new HostPort("127.0.0.1", other.port()));
        assertFails(RunFailure.PEER_NOT_ADMITTED, () -> connect(LONG));
    }

    @Test
    void a_peer_that_does_not_await_the_run_is_named_within_the_wait() {
        nodes.start("telco-b", telco, new RefusingRequests());
        assertFails(RunFailure.PEER_SLOW, () -> connect(SHORT));
    }

    @Test
    void a_port_where_nobody_listens_is_a_lost_peer() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nodes.moved("telco-b", new HostPort("127.0.0.1", free.getLocalPort()));
        }
        assertFails(RunFailure.PEER_LOST, () -> connect(SHORT));
    }

    @Test
    void a_port_that_accepts_and_stays_silent_is_a_slow_peer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            nodes.moved("telco-b", new HostPort("127.0.0.1", silent.getLocalPort()));
            assertFails(RunFailure.PEER_SLOW, () -> connect(SHORT));
        }
    }

    @Test
    void a_node_without_an_address_is_named_with_what_to_do() {
        assertThatThrownBy(() -> connect(LONG))
                .isInstanceOf(RunFailedException.class)
                .hasMessageContaining("telco-b/1")
                .hasMessageContaining("configuration");
    }

    @Test
    void an_answer_that_is_not_the_expected_hello_is_not_admitted() throws IOException {
        List<ChannelFrame> wrong = List.of(
                RawPeer.frame(RawPeer.hello(session(LONG), 0, 1)),
                RawPeer.frame(RawPeer.hello(session(LONG), 1, 0).clearManifestDigest()),
                RawPeer.frame(RawPeer.hello(session(LONG), 1, 0).setRun(2)),
                RawPeer.frame(RawPeer.hello(session(LONG), 1, 0).setVersion(2)));
        for (ChannelFrame answer : wrong) {
            answering(stream -> stream.onNext(answer));
            assertFails(RunFailure.PEER_NOT_ADMITTED, () -> connect(LONG));
        }
    }

    @Test
    void an_answer_that_is_no_hello_is_garbage() throws IOException {
        answering(stream -> stream.onNext(RawPeer.chunk(3, false)));
        assertFails(RunFailure.PEER_GARBAGE, () -> connect(LONG));
        answering(StreamObserver::onCompleted);
        assertFails(RunFailure.PEER_GARBAGE, () -> connect(LONG));
    }

    @Test
    void a_peer_that_never_answers_the_hello_is_slow() throws IOException {
        answering(stream -> {});
        assertFails(RunFailure.PEER_SLOW, () -> connect(SHORT));
    }

    @Test
    void garbage_and_oversize_after_the_handshake_end_by_name() throws IOException {
        Map<ChannelFrame, RunFailure> frames = new LinkedHashMap<>();
        frames.put(ChannelFrame.getDefaultInstance(), RunFailure.PEER_GARBAGE);
        frames.put(RawPeer.chunk(0, true), RunFailure.PEER_GARBAGE);
        frames.put(RawPeer.chunk(3 << 20, false), RunFailure.MESSAGE_TOO_LARGE);
        for (Map.Entry<ChannelFrame, RunFailure> each : frames.entrySet()) {
            answering(stream -> {
                stream.onNext(RawPeer.frame(RawPeer.hello(session(LONG), 1, 0)));
                stream.onNext(each.getKey());
            });
            try (PeerChannel channel = connect(LONG)) {
                assertFails(each.getValue(), channel::receive);
            }
        }
    }

    @Test
    void a_message_longer_than_the_bound_ends_by_name() throws IOException {
        answering(stream -> {
            stream.onNext(RawPeer.frame(RawPeer.hello(session(LONG), 1, 0)));
            for (int number = 0; number < 3; number++) {
                stream.onNext(RawPeer.chunk(1 << 20, true));
            }
        });
        try (PeerChannel channel = connect(LONG)) {
            assertFails(RunFailure.MESSAGE_TOO_LARGE, channel::receive);
        }
    }

    @Test
    void one_failed_peer_ends_the_connecting_of_all_and_leaves_nothing_open() {
        NodeTransport other = nodes.start(nodes.identity("clearing-c"), new RefusingRequests());
        nodes.moved("telco-b", new HostPort("127.0.0.1", other.port()));
        Map<String, Digest> pins = new LinkedHashMap<>();
        pins.put("clearing-c", TestNetwork.pin(nodes.identity("clearing-c")));
        pins.put("bank-a", TestNetwork.pin(bank));
        pins.put("telco-b", TestNetwork.pin(telco));
        ChannelSession three = TestNetwork.session(1, LONG, pins);
        for (int again = 0; again < 2; again++) {
            assertFails(RunFailure.PEER_NOT_ADMITTED, () -> bankNode.network().connect(three));
        }
    }

    private void answering(Consumer<StreamObserver<ChannelFrame>> behaviour) throws IOException {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sslContext(new GrpcTls(telco, TestNetwork.CLOCK).listening())
                .addService(new PeerChannelsGrpc.PeerChannelsImplBase() {
                    @Override
                    public StreamObserver<ChannelFrame> exchange(StreamObserver<ChannelFrame> answers) {
                        return new OnFirstFrame(answers, behaviour);
                    }
                })
                .build()
                .start();
        servers.add(server);
        nodes.moved("telco-b", new HostPort("127.0.0.1", server.getPort()));
    }

    private PeerChannel connect(ChannelLimits limits) {
        return bankNode.network().connect(session(limits)).get(1);
    }

    private ChannelSession session(ChannelLimits limits) {
        Map<String, Digest> pins = new LinkedHashMap<>();
        pins.put("bank-a", TestNetwork.pin(bank));
        pins.put("telco-b", TestNetwork.pin(telco));
        return TestNetwork.session(0, limits, pins);
    }

    private static void assertFails(RunFailure expected, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RunFailedException.class, failed -> {
            assertThat(failed.failure()).as(failed.getMessage()).isEqualTo(expected);
            assertThat(failed.peer()).isPresent();
        });
    }

    /** Behaves once, when the caller's Hello is there. */
    private static final class OnFirstFrame implements StreamObserver<ChannelFrame> {
        private final StreamObserver<ChannelFrame> answers;
        private final Consumer<StreamObserver<ChannelFrame>> behaviour;

        private OnFirstFrame(StreamObserver<ChannelFrame> answers, Consumer<StreamObserver<ChannelFrame>> behaviour) {
            this.answers = answers;
            this.behaviour = behaviour;
        }

        @Override
        public void onNext(ChannelFrame frame) {
            behaviour.accept(answers);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}
