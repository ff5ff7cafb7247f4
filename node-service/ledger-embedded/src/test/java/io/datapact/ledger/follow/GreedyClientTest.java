package io.datapact.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.testing.ServedLedger;
import io.datapact.ledger.testing.TlsIdentities;
import io.datapact.ledger.wire.CheckpointRequest;
import io.datapact.ledger.wire.ConsistencyProofRequest;
import io.datapact.ledger.wire.FollowReply;
import io.datapact.ledger.wire.FollowRequest;
import io.datapact.ledger.wire.InclusionProofRequest;
import io.datapact.ledger.wire.LedgerServiceGrpc;
import io.datapact.node.ledger.LedgerCommands;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An admitted client wants more of the host than its part. */
class GreedyClientTest {
    private static final long DEADLINE_SECONDS = 20;
    private static final int ENTRIES = 6;

    @TempDir
    private Path root;

    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    private final TlsIdentities identities = new TlsIdentities(fixture);
    private final List<ManagedChannel> channels = new ArrayList<>();
    private ServedLedger host;

    @BeforeEach
    void serve() {
        host = ServedLedger.begun(root.resolve("host"), fixture);
        LedgerCommands commands = new LedgerCommands(fixture);
        host.ledger().submit(commands.registration(Role.APPROVER));
        while (host.ledger().chain().head().size() < ENTRIES) {
            host.ledger().submit(commands.dataset());
        }
    }

    @AfterEach
    void stop() {
        channels.forEach(ManagedChannel::shutdownNow);
        host.close();
    }

    @Test
    void gets_proofs_only_for_heads_that_were_signed() {
        LedgerServiceGrpc.LedgerServiceBlockingStub stub = stub("bank-a");
        assertThat(stub.checkpoint(CheckpointRequest.getDefaultInstance()).getCheckpoint())
                .contains("\n" + ENTRIES + "\n");
        for (long size = 1; size < ENTRIES; size++) {
            long asked = size;
            assertRefused(
                    () -> stub.inclusionProof(InclusionProofRequest.newBuilder()
                            .setPosition(0)
                            .setSize(asked)
                            .build()),
                    Status.Code.INVALID_ARGUMENT,
                    "or the size of one signed lately, found " + asked);
            assertRefused(
                    () -> stub.consistencyProof(ConsistencyProofRequest.newBuilder()
                            .setFirst(0)
                            .setSecond(asked)
                            .build()),
                    Status.Code.INVALID_ARGUMENT,
                    "or the size of one signed lately, found " + asked);
            assertThat(host.ledger().signedHead(asked)).isEmpty();
        }
    }

    @Test
    void makes_no_earlier_state_by_following_from_anywhere() {
        LedgerServiceGrpc.LedgerServiceBlockingStub stub = stub("bank-a");
        for (long from = 1; from < ENTRIES; from++) {
            Iterator<FollowReply> replies =
                    stub.follow(FollowRequest.newBuilder().setFrom(from).build());
            assertThat(replies.next().getEntriesCount()).isZero();
            FollowReply rest = replies.next();
            assertThat(rest.getEntriesCount()).isEqualTo((int) (ENTRIES - from));
            assertThat(rest.getCheckpoint()).contains("\n" + ENTRIES + "\n");
            channels.removeFirst().shutdownNow();
            stub = stub("bank-a");
        }
        for (long size = 1; size < ENTRIES; size++) {
            assertThat(host.ledger().signedHead(size)).isEmpty();
        }
        assertThat(host.ledger().signedHead(ENTRIES)).isPresent();
    }

    @Test
    void holds_no_more_streams_than_its_part_over_all_connections() {
        int part = host.ledger().bounds().streamsOfOneClient();
        for (int i = 0; i < part; i++) {
            assertThat(first("bank-a").getCheckpoint()).isNotEmpty();
        }
        assertRefused(
                () -> first("bank-a"), Status.Code.RESOURCE_EXHAUSTED, "expected at most " + part + " of these calls");
        assertThat(first("telco-b").getCheckpoint()).isNotEmpty();
    }

    private FollowReply first(String member) {
        return stub(member)
                .follow(FollowRequest.newBuilder().setFrom(1).build())
                .next();
    }

    private LedgerServiceGrpc.LedgerServiceBlockingStub stub(String member) {
        ManagedChannel channel = HostChannel.open(ServedLedger.ADDRESS, host.port(), identities.of(member));
        channels.add(channel);
        return LedgerServiceGrpc.newBlockingStub(channel).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    private static void assertRefused(ThrowingCallable call, Status.Code code, String why) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> assertThat(refused.getStatus().getCode()).isEqualTo(code))
                .hasMessageContaining(why);
    }
}
