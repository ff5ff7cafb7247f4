package io.datapact.transport.node;

import com.google.protobuf.ByteString;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.PartyNode;
import io.datapact.contract.run.RunId;
import io.datapact.node.evidence.EvidenceFile;
import io.datapact.node.peer.PeerAdmission;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.peer.PeerRequests;
import io.datapact.node.peer.PeerUnavailableException;
import io.datapact.transport.proto.AskReadyRequest;
import io.datapact.transport.proto.CosignRequest;
import io.datapact.transport.proto.DeliverBodyRequest;
import io.datapact.transport.proto.DeliverEvidenceRequest;
import io.datapact.transport.proto.FetchBodyRequest;
import io.datapact.transport.proto.NodePeerGrpc;
import io.datapact.transport.proto.NodePeerGrpc.NodePeerBlockingStub;
import io.datapact.transport.proto.PeerReply;
import io.datapact.transport.proto.ShareName;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The calling side. Thread-safe; every call blocks. */
public final class GrpcPeerClient implements PeerClient {
    private static final int NO_CONTENT = 0;

    private final PeerConnections connections;
    private final PeerAdmission admission;
    private final Duration wait;
    private final long maximumShareBytes;

    /**
     * A client.
     *
     * @param admission judges the node at the other end before each message leaves
     * @param wait longest wait for an answer
     * @param maximumShareBytes largest sealed share delivered
     */
    public GrpcPeerClient(PeerConnections connections, PeerAdmission admission, Duration wait, long maximumShareBytes) {
        this.admission = admission;
        this.connections = connections;
        this.wait = wait;
        this.maximumShareBytes = maximumShareBytes;
    }

    @Override
    public PeerAnswer askReady(NodeId to, byte[] signedAsk) {
        requireWithin(signedAsk.length, PeerRequests.MAXIMUM_SIGNED_BYTES);
        AskReadyRequest request = AskReadyRequest.newBuilder()
                .setSignedAsk(ByteString.copyFrom(signedAsk))
                .build();
        return call(to, PeerRequests.MAXIMUM_SIGNED_BYTES, stub -> stub.askReady(request));
    }

    @Override
    public PeerAnswer fetchBody(NodeId to, TaskId task) {
        FetchBodyRequest request =
                FetchBodyRequest.newBuilder().setTask(task.value()).build();
        return call(to, PeerRequests.MAXIMUM_BODY_BYTES, stub -> stub.fetchBody(request));
    }

    @Override
    public PeerAnswer deliverBody(NodeId to, TaskId task, byte[] sealed) {
        requireWithin(sealed.length, PeerRequests.MAXIMUM_BODY_BYTES);
        DeliverBodyRequest request = DeliverBodyRequest.newBuilder()
                .setTask(task.value())
                .setSealed(ByteString.copyFrom(sealed))
                .build();
        return call(to, NO_CONTENT, stub -> stub.deliverBody(request));
    }

    @Override
    public PeerAnswer deliverEvidence(NodeId to, TaskId task, EvidenceFile file) {
        byte[] envelope = file.envelope().toBytes();
        requireWithin(envelope.length, PeerRequests.MAXIMUM_EVIDENCE_BYTES);
        DeliverEvidenceRequest request = DeliverEvidenceRequest.newBuilder()
                .setTask(task.value())
                .setName(file.name())
                .setEnvelope(ByteString.copyFrom(envelope))
                .build();
        return call(to, NO_CONTENT, stub -> stub.deliverEvidence(request));
    }

    @Override
    public PeerAnswer cosign(NodeId to, byte[] checkpoint) {
        requireWithin(checkpoint.length, PeerRequests.MAXIMUM_CHECKPOINT_BYTES);
        CosignRequest request = CosignRequest.newBuilder()
                .setCheckpoint(ByteString.copyFrom(checkpoint))
                .build();
        return call(to, PeerRequests.MAXIMUM_CHECKPOINT_BYTES, stub -> stub.cosign(request));
    }

    @Override
    public PeerAnswer deliverShare(PartyNode to, RunId run, Code output, byte[] sealed) {
        requireWithin(sealed.length, maximumShareBytes);
        ShareName name = ShareName.newBuilder()
                .setTask(run.task().value())
                .setRun((int) run.run())
                .setOutput(output.value())
                .setLength(sealed.length)
                .build();
        try {
            ShareUpload delivery = new ShareUpload(name, sealed);
            NodePeerGrpc.newStub(connections.to(to.node()))
                    .withCallCredentials(ServerCheck.pinned(to, admission))
                    .withDeadlineAfter(wait.toNanos(), TimeUnit.NANOSECONDS)
                    .deliverShare(delivery);
            return answerOf(to.node(), delivery.reply(), NO_CONTENT);
        } catch (StatusRuntimeException e) {
            throw PeerFailures.name(to.node(), e);
        }
    }

    private PeerAnswer call(NodeId to, int maximumBytes, Function<NodePeerBlockingStub, PeerReply> request) {
        try {
            NodePeerBlockingStub stub = NodePeerGrpc.newBlockingStub(connections.to(to))
                    .withCallCredentials(ServerCheck.of(to, admission))
                    .withDeadlineAfter(wait.toNanos(), TimeUnit.NANOSECONDS);
            return answerOf(to, request.apply(stub), maximumBytes);
        } catch (StatusRuntimeException e) {
            throw PeerFailures.name(to, e);
        }
    }

    private static PeerAnswer answerOf(NodeId to, PeerReply reply, int maximumBytes) {
        return Replies.toAnswer(reply, maximumBytes)
                .orElseThrow(() -> new PeerUnavailableException(
                        to,
                        PeerUnavailableException.Kind.GARBAGE,
                        "expected an answer of at most %d bytes, found none or a longer one".formatted(maximumBytes)));
    }

    private static void requireWithin(long length, long maximum) {
        if (length > maximum) {
            throw new IllegalArgumentException(
                    "expected at most %d bytes to send, found %d".formatted(maximum, length));
        }
    }
}
