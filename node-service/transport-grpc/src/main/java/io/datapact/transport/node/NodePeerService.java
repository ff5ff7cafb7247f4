package io.datapact.transport.node;

import com.google.protobuf.ByteString;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.TaskId;
import io.datapact.node.evidence.EvidenceFile;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.node.peer.PeerRequests;
import io.datapact.transport.CallerIdentity;
import io.datapact.transport.proto.AskReadyRequest;
import io.datapact.transport.proto.DeliverBodyRequest;
import io.datapact.transport.proto.DeliverEvidenceRequest;
import io.datapact.transport.proto.FetchBodyRequest;
import io.datapact.transport.proto.NodePeerGrpc;
import io.datapact.transport.proto.PeerReply;
import io.datapact.transport.proto.SharePart;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;

/** The called side: checks bounds and grammar, hands the rest to the node. Each call runs in a thread that may block. */
public final class NodePeerService extends NodePeerGrpc.NodePeerImplBase {
    private static final int MOST_DELIVERIES = 8;

    private final PeerRequests requests;
    private final long maximumShareBytes;
    private final Semaphore deliveries = new Semaphore(MOST_DELIVERIES);

    /**
     * Serves a node.
     *
     * @param maximumShareBytes largest sealed share taken; at most 8 are taken at once
     */
    public NodePeerService(PeerRequests requests, long maximumShareBytes) {
        this.requests = requests;
        this.maximumShareBytes = maximumShareBytes;
    }

    @Override
    public void askReady(AskReadyRequest request, StreamObserver<PeerReply> answers) {
        if (withinBound(request.getSignedAsk(), PeerRequests.MAXIMUM_SIGNED_BYTES, answers)) {
            PeerIdentity caller = CallerIdentity.current();
            answer(requests.askReady(caller, request.getSignedAsk().toByteArray()), answers);
        }
    }

    @Override
    public void fetchBody(FetchBodyRequest request, StreamObserver<PeerReply> answers) {
        withTask(request.getTask(), answers, requests::fetchBody);
    }

    @Override
    public void deliverBody(DeliverBodyRequest request, StreamObserver<PeerReply> answers) {
        if (withinBound(request.getSealed(), PeerRequests.MAXIMUM_BODY_BYTES, answers)) {
            byte[] sealed = request.getSealed().toByteArray();
            withTask(request.getTask(), answers, (caller, task) -> requests.deliverBody(caller, task, sealed));
        }
    }

    @Override
    public void deliverEvidence(DeliverEvidenceRequest request, StreamObserver<PeerReply> answers) {
        if (request.getName().length() > PeerRequests.MAXIMUM_NAME_LENGTH) {
            refuse(
                    answers,
                    Status.INVALID_ARGUMENT,
                    "expected a file name of at most 80 characters, found a longer one");
        } else if (withinBound(request.getEnvelope(), PeerRequests.MAXIMUM_EVIDENCE_BYTES, answers)) {
            EvidenceFile file = new EvidenceFile(
                    request.getName(), Bytes.of(request.getEnvelope().toByteArray()));
            withTask(request.getTask(), answers, (caller, task) -> requests.deliverEvidence(caller, task, file));
        }
    }

    @Override
    public StreamObserver<SharePart> deliverShare(StreamObserver<PeerReply> answers) {
        if (!deliveries.tryAcquire()) {
            refuse(answers, Status.UNAVAILABLE, "expected at most 8 deliveries at once, found more; try again");
            return new Ignoring();
        }
        return new ShareReceiver(requests, CallerIdentity.current(), maximumShareBytes, answers, deliveries::release);
    }

    static void answer(PeerAnswer answer, StreamObserver<PeerReply> answers) {
        answers.onNext(Replies.toReply(answer));
        answers.onCompleted();
    }

    static void refuse(StreamObserver<PeerReply> answers, Status status, String description) {
        answers.onError(new StatusRuntimeException(status.withDescription(description)));
    }

    private static boolean withinBound(ByteString bytes, int maximum, StreamObserver<PeerReply> answers) {
        if (bytes.size() <= maximum) {
            return true;
        }
        refuse(
                answers,
                Status.RESOURCE_EXHAUSTED,
                "expected at most %d bytes, found %d".formatted(maximum, bytes.size()));
        return false;
    }

    private static void withTask(
            String name, StreamObserver<PeerReply> answers, BiFunction<PeerIdentity, TaskId, PeerAnswer> act) {
        TaskId task;
        try {
            task = new TaskId(name);
        } catch (IllegalArgumentException e) {
            refuse(answers, Status.INVALID_ARGUMENT, e.getMessage());
            return;
        }
        answer(act.apply(CallerIdentity.current(), task), answers);
    }

    /** Takes the rest of a call that was refused. */
    private static final class Ignoring implements StreamObserver<SharePart> {
        @Override
        public void onNext(SharePart part) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}
