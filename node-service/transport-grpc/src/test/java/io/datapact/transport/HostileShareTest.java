package io.datapact.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.datapact.contract.id.Code;
import io.datapact.contract.run.RunId;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.pki.Consortium;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.tls.PeerPolicy;
import io.datapact.pki.tls.TlsContexts;
import io.datapact.pki.tls.TlsIdentity;
import io.datapact.transport.proto.AskReadyRequest;
import io.datapact.transport.proto.DeliverBodyRequest;
import io.datapact.transport.proto.DeliverEvidenceRequest;
import io.datapact.transport.proto.FetchBodyRequest;
import io.datapact.transport.proto.NodePeerGrpc;
import io.datapact.transport.proto.PeerReply;
import io.datapact.transport.proto.ShareName;
import io.datapact.transport.proto.SharePart;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.SslContext;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The NodePeer service against callers who do not keep to the protocol, or have no right certificate. */
class HostileShareTest {
    private static final int WAIT_SECONDS = 20;

    private final TestNetwork nodes = new TestNetwork();
    private final AtomicInteger taken = new AtomicInteger();
    private final NodeTransport node = nodes.start("telco-b", nodes.identity("telco-b"), new RefusingRequests() {
        @Override
        public PeerAnswer deliverShare(PeerIdentity caller, RunId run, Code output, byte[] sealed) {
            taken.incrementAndGet();
            return PeerAnswer.taken();
        }
    });
    private final List<ManagedChannel> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(ManagedChannel::shutdownNow);
        nodes.close();
    }

    @Test
    void parts_that_do_not_make_the_share_announced_are_refused() throws Exception {
        assertThat(deliver(name(3), chunk(3))).isEqualTo(Status.Code.OK);
        assertThat(deliver()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(deliver(chunk(3), name(3))).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(deliver(name(3), chunk(2))).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(deliver(name(3), chunk(2), chunk(2))).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(deliver(name(3), name(3), chunk(3))).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(deliver(name(0), chunk(0))).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(deliver(name(3), SharePart.getDefaultInstance())).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(deliver(name(TestNetwork.SHARE_BYTES + 1L))).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(deliver(name(-1))).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(taken).hasValue(1);
    }

    @Test
    void names_outside_the_grammar_are_refused() throws Exception {
        List<ShareName.Builder> wrong = List.of(
                named().setTask("../etc"),
                named().setTask(""),
                named().setRun(0),
                named().setRun(-1),
                named().setOutput("A"));
        for (ShareName.Builder name : wrong) {
            assertThat(deliver(SharePart.newBuilder().setName(name).build())).isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
        assertCode(Status.Code.INVALID_ARGUMENT, () -> stub().fetchBody(FetchBodyRequest.getDefaultInstance()));
        assertCode(Status.Code.INVALID_ARGUMENT, () -> stub().deliverBody(DeliverBodyRequest.getDefaultInstance()));
        assertCode(
                Status.Code.INVALID_ARGUMENT,
                () -> stub().deliverEvidence(DeliverEvidenceRequest.getDefaultInstance()));
        DeliverEvidenceRequest longName =
                DeliverEvidenceRequest.newBuilder().setName("a".repeat(81)).build();
        assertCode(Status.Code.INVALID_ARGUMENT, () -> stub().deliverEvidence(longName));
    }

    @Test
    void messages_above_their_bound_are_refused() {
        ByteString large = ByteString.copyFrom(new byte[200 << 10]);
        assertCode(
                Status.Code.RESOURCE_EXHAUSTED,
                () -> stub().askReady(
                                AskReadyRequest.newBuilder().setSignedAsk(large).build()));
        assertCode(
                Status.Code.RESOURCE_EXHAUSTED,
                () -> stub().deliverBody(
                                DeliverBodyRequest.newBuilder().setSealed(large).build()));
        assertCode(
                Status.Code.RESOURCE_EXHAUSTED,
                () -> stub().deliverEvidence(DeliverEvidenceRequest.newBuilder()
                        .setEnvelope(large)
                        .build()));
    }

    @Test
    void a_caller_without_a_certificate_is_not_served() throws Exception {
        SslContext anonymous = GrpcSslContexts.forClient()
                .trustManager(TlsContexts.trustManager(
                        nodes.identity("bank-a").roots(), PeerPolicy.anyMember(), TestNetwork.CLOCK))
                .build();
        assertCode(Status.Code.UNAVAILABLE, () -> stub(anonymous).askReady(AskReadyRequest.getDefaultInstance()));
    }

    @Test
    void certificates_that_are_expired_or_of_another_authority_or_role_are_not_served() {
        Set<X509Certificate> roots = nodes.identity("bank-a").roots();
        Consortium strangers = Consortium.aConsortium();
        TlsIdentity strange = new TlsIdentity(strangers.key("bank-a", CertificateRole.TLS, "1"), roots);
        TlsIdentity approver = new TlsIdentity(nodes.key("bank-a", CertificateRole.APPROVER, "1"), roots);
        for (TlsIdentity wrong : List.of(strange, approver)) {
            SslContext tls = new GrpcTls(wrong, TestNetwork.CLOCK).calling(PeerPolicy.anyMember());
            assertCode(Status.Code.UNAVAILABLE, () -> stub(tls).askReady(AskReadyRequest.getDefaultInstance()));
        }
        Clock later = Clock.offset(TestNetwork.CLOCK, Duration.ofDays(20_000));
        NodeTransport lateNode = NodeTransport.start(
                TransportSettings.loopback(),
                nodes.identity("telco-b"),
                later,
                unknown -> Optional.empty(),
                anybody -> Optional.empty(),
                new RefusingRequests());
        try (lateNode) {
            ManagedChannel channel = channel(bank(), lateNode.port());
            assertCode(
                    Status.Code.UNAVAILABLE,
                    () -> NodePeerGrpc.newBlockingStub(channel).askReady(AskReadyRequest.getDefaultInstance()));
        }
    }

    private Status.Code deliver(SharePart... parts) throws Exception {
        CompletableFuture<Status.Code> end = new CompletableFuture<>();
        StreamObserver<SharePart> sending = begin(end);
        for (SharePart part : parts) {
            sending.onNext(part);
        }
        sending.onCompleted();
        return end.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private StreamObserver<SharePart> begin(CompletableFuture<Status.Code> end) {
        return NodePeerGrpc.newStub(channel(bank())).deliverShare(new StreamObserver<>() {
            @Override
            public void onNext(PeerReply reply) {}

            @Override
            public void onError(Throwable failure) {
                end.complete(Status.fromThrowable(failure).getCode());
            }

            @Override
            public void onCompleted() {
                end.complete(Status.Code.OK);
            }
        });
    }

    private static ShareName.Builder named() {
        return ShareName.newBuilder()
                .setTask("bank-a/2026-000001")
                .setRun(1)
                .setOutput("table")
                .setLength(3);
    }

    private static SharePart name(long length) {
        return SharePart.newBuilder().setName(named().setLength(length)).build();
    }

    private static SharePart chunk(int length) {
        return SharePart.newBuilder()
                .setChunk(ByteString.copyFrom(new byte[length]))
                .build();
    }

    private SslContext bank() {
        return new GrpcTls(nodes.identity("bank-a"), TestNetwork.CLOCK).calling(PeerPolicy.anyMember());
    }

    private NodePeerGrpc.NodePeerBlockingStub stub() {
        return stub(bank());
    }

    private NodePeerGrpc.NodePeerBlockingStub stub(SslContext tls) {
        return NodePeerGrpc.newBlockingStub(channel(tls)).withDeadlineAfter(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private ManagedChannel channel(SslContext tls) {
        return channel(tls, node.port());
    }

    private ManagedChannel channel(SslContext tls, int port) {
        ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .sslContext(tls)
                .build();
        open.add(channel);
        return channel;
    }

    private static void assertCode(Status.Code expected, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failed -> assertThat(failed.getStatus().getCode()).isEqualTo(expected));
    }
}
