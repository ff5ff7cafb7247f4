package io.datapact.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.ConsistencyProof;
import io.datapact.contract.merkle.InclusionProof;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.ledger.chain.PublishedTree;
import io.datapact.ledger.serve.WireBounds;
import io.datapact.ledger.testing.ServedLedger;
import io.datapact.ledger.testing.TlsIdentities;
import io.datapact.ledger.wire.CheckpointRequest;
import io.datapact.ledger.wire.ConsistencyProofRequest;
import io.datapact.ledger.wire.FollowRequest;
import io.datapact.ledger.wire.InclusionProofRequest;
import io.datapact.ledger.wire.LedgerServiceGrpc;
import io.datapact.ledger.wire.ProofReply;
import io.datapact.ledger.wire.SubmitRequest;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import io.datapact.pki.tls.PeerPolicy;
import io.datapact.pki.tls.TlsContexts;
import io.datapact.pki.tls.TlsIdentity;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may talk to a host, and what a host makes of hostile bytes. */
class HostAccessTest {
    private static final long DEADLINE_SECONDS = 20;

    @TempDir
    private Path root;

    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    private final LedgerCommands commands = new LedgerCommands(fixture);
    private final TlsIdentities identities = new TlsIdentities(fixture);
    private ServedLedger host;

    @BeforeEach
    void serve() {
        host = ServedLedger.begun(root.resolve("host"), fixture);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void refuses_a_certificate_that_is_not_registered_and_admits_it_afterwards() {
        TestIdentity newcomer = fixture.newIdentity("telco-b", Role.TLS, "2");
        TlsIdentity identity = TlsIdentities.of(newcomer, fixture.root());
        assertRefused(identity, Status.Code.PERMISSION_DENIED, "expected a client certificate that is registered");
        EmbeddedLedgerSettings settings = host.settings(root.resolve("newcomer"), identity, host.port());
        try (EmbeddedLedger ledger = EmbeddedLedger.open(settings)) {
            assertThatThrownBy(() -> ledger.submit(commands.registration(newcomer)))
                    .isInstanceOf(LedgerUnavailableException.class)
                    .hasMessageContaining("does not admit this node")
                    .hasMessageContaining("register it in the role tls");
            host.ledger().submit(commands.registration(newcomer));
            assertThat(ledger.submit(commands.registration(Role.APPROVER))).isInstanceOf(SubmitOutcome.Committed.class);
        }
    }

    @Test
    void refuses_a_certificate_that_was_revoked() {
        TestIdentity member = fixture.newIdentity("telco-b", Role.TLS, "2");
        host.ledger().submit(commands.registration(member));
        TlsIdentity identity = TlsIdentities.of(member, fixture.root());
        with(
                identity,
                stub -> assertThat(stub.checkpoint(CheckpointRequest.getDefaultInstance())
                                .getCheckpoint())
                        .startsWith("fixture.example/log\n2\n"));
        long now = System.currentTimeMillis();
        MemberCommand revocation = new MemberCommand.RevokeCertificate(member.digest(), "key-compromise", now);
        SubmitOutcome outcome =
                host.ledger().submit(SignedCommand.of(fixture.signed("telco-b", Role.ADMIN, revocation, now)));
        assertThat(outcome).isInstanceOf(SubmitOutcome.Committed.class);
        assertRefused(identity, Status.Code.PERMISSION_DENIED, "found a revoked one");
    }

    @Test
    void refuses_certificates_of_other_roles_and_other_authorities() {
        assertRefused(
                TlsIdentities.of(fixture.identity("bank-a", Role.NODE), fixture.root()), Status.Code.UNAVAILABLE, "");
        ConsortiumFixture other = LedgerCommands.aConsortium();
        assertRefused(
                TlsIdentities.of(other.identity("bank-a", Role.TLS), fixture.root()), Status.Code.UNAVAILABLE, "");
    }

    @Test
    void refuses_a_client_without_a_certificate() throws Exception {
        TlsIdentity any = identities.of("bank-a");
        ManagedChannel channel = NettyChannelBuilder.forAddress(ServedLedger.ADDRESS, host.port())
                .sslContext(GrpcSslContexts.configure(SslContextBuilder.forClient()
                                .trustManager(TlsContexts.trustManager(
                                        any.roots(), PeerPolicy.anyMember(), Clock.systemUTC())))
                        .build())
                .build();
        try {
            assertStatus(channel, Status.Code.UNAVAILABLE, "");
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void does_not_talk_to_a_host_of_another_authority() {
        ConsortiumFixture other = LedgerCommands.aConsortium();
        TlsIdentity distrusting = TlsIdentities.of(fixture.identity("bank-a", Role.TLS), other.root());
        assertRefused(distrusting, Status.Code.UNAVAILABLE, "");
    }

    @Test
    void refuses_oversize_and_garbage_commands_and_goes_on() {
        with(identities.of("bank-a"), stub -> {
            ByteString oversize = ByteString.copyFrom(new byte[WireBounds.MAXIMUM_REQUEST_BYTES + 1]);
            assertThatThrownBy(() -> stub.submit(request(oversize)))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            refused -> assertThat(refused.getStatus().getCode())
                                    .isIn(Status.Code.RESOURCE_EXHAUSTED, Status.Code.CANCELLED));
            for (byte[] garbage : List.of(new byte[0], new byte[] {0}, new byte[Dsse.MAXIMUM_ENVELOPE_BYTES + 1])) {
                assertThat(stub.submit(request(ByteString.copyFrom(garbage)))
                                .getRejected()
                                .getReason())
                        .isEqualTo(Reason.MALFORMED.name());
            }
            byte[] command = commands.registration(Role.APPROVER).envelope();
            assertThat(stub.submit(request(ByteString.copyFrom(command))).hasCommitted())
                    .isTrue();
        });
        assertThat(host.ledger().chain().head().size()).isEqualTo(2);
    }

    @Test
    void survives_bytes_that_are_no_tls() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), host.port())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".repeat(100).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(100);
        }
        with(
                identities.of("bank-a"),
                stub -> assertThat(stub.checkpoint(CheckpointRequest.getDefaultInstance())
                                .getCheckpoint())
                        .isNotEmpty());
    }

    @Test
    void refuses_positions_and_sizes_that_do_not_exist() {
        with(identities.of("bank-a"), stub -> {
            assertInvalid(() ->
                    stub.follow(FollowRequest.newBuilder().setFrom(0).build()).next());
            assertInvalid(() -> stub.inclusionProof(
                    InclusionProofRequest.newBuilder().setPosition(0).setSize(5).build()));
            assertInvalid(() -> stub.inclusionProof(InclusionProofRequest.newBuilder()
                    .setPosition(-1)
                    .setSize(1)
                    .build()));
            assertInvalid(() -> stub.consistencyProof(ConsistencyProofRequest.newBuilder()
                    .setFirst(2)
                    .setSecond(1)
                    .build()));
        });
    }

    @Test
    void proves_inclusion_and_consistency() {
        host.ledger().submit(commands.registration(Role.APPROVER));
        for (int i = 0; i < 5; i++) {
            host.ledger().submit(commands.dataset());
        }
        PublishedTree tree = host.ledger().chain().tree();
        with(identities.of("bank-a"), stub -> {
            ProofReply inclusion = stub.inclusionProof(
                    InclusionProofRequest.newBuilder().setPosition(2).setSize(7).build());
            assertThat(new InclusionProof(2, 7, path(inclusion)).verify(tree.leafHash(2), tree.root(7)))
                    .isTrue();
            ProofReply consistency = stub.consistencyProof(ConsistencyProofRequest.newBuilder()
                    .setFirst(3)
                    .setSecond(7)
                    .build());
            assertThat(new ConsistencyProof(3, 7, path(consistency)).verify(tree.root(3), tree.root(7)))
                    .isTrue();
            assertThat(consistency.getCheckpoint())
                    .contains(Bytes.of(tree.root(7).toBytes()).value());
        });
    }

    private void assertRefused(TlsIdentity identity, Status.Code code, String why) {
        ManagedChannel channel = HostChannel.open(ServedLedger.ADDRESS, host.port(), identity);
        try {
            assertStatus(channel, code, why);
        } finally {
            channel.shutdownNow();
        }
    }

    private static void assertStatus(ManagedChannel channel, Status.Code code, String why) {
        assertThatThrownBy(() -> stub(channel).checkpoint(CheckpointRequest.getDefaultInstance()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> assertThat(refused.getStatus().getCode()).isEqualTo(code))
                .hasMessageContaining(why);
    }

    private static void assertInvalid(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT))
                .hasMessageContaining("expected");
    }

    private void with(TlsIdentity identity, Consumer<LedgerServiceGrpc.LedgerServiceBlockingStub> use) {
        ManagedChannel channel = HostChannel.open(ServedLedger.ADDRESS, host.port(), identity);
        try {
            use.accept(stub(channel));
        } finally {
            channel.shutdownNow();
        }
    }

    private static LedgerServiceGrpc.LedgerServiceBlockingStub stub(ManagedChannel channel) {
        return LedgerServiceGrpc.newBlockingStub(channel).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    private static SubmitRequest request(ByteString envelope) {
        return SubmitRequest.newBuilder().setEnvelope(envelope).build();
    }

    private static List<Digest> path(ProofReply reply) {
        return reply.getPathList().stream()
                .map(hash -> Digest.wrap(hash.toByteArray()))
                .toList();
    }
}
