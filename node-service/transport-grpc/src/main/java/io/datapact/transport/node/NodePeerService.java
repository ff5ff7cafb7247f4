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
import io.datapact.transport.proto.CosignRequest;
import io.datapact.transport.proto.DeliverBodyRequest;
import io.datapact.transport.proto.DeliverEvidenceRequest;
import io.datapact.transport.proto.FetchBodyRequest;
import io.datapact.transport.proto.NodePeerGrpc;
import io.datapact.transport.proto.PeerReply;
import io.datapact.transport.proto.SharePart;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/** The called side: checks bounds and grammar, hands the rest to the node. Each call runs in a thread that may block. */
public final class NodePeerService extends NodePeerGrpc.NodePeerImplBase {
    /** Longest time that a share's delivery may take, from the first byte of the call to the last of the share. */
    public static final Duration LONGEST_DELIVERY = Duration.ofSeconds(60);

    private final PeerRequests requests;
    private final long maximumShareBytes;
    private final Duration deliveryWait;
    private final ScheduledExecutorService timer;
    private final DeliveryPlaces places = new DeliveryPlaces();

    /**
     * Serves a node.
     *
     * @param maximumShareBytes largest sealed share taken; at most 8 are taken at once, 2 of one member
     * @param callWait longest wait for a whole share, at most {@link #LONGEST_DELIVERY}
     * @param timer ends what takes too long; its tasks do not block
     */
    public NodePeerService(
            PeerRequests requests, long maximumShareBytes, Duration callWait, ScheduledExecutorService timer) {
        this.requests = requests;
        this.maximumShareBytes = maximumShareBytes;
        this.deliveryWait = callWait.compareTo(LONGEST_DELIVERY) < 0 ? callWait : LONGEST_DELIVERY;
        this.timer = timer;
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
    public void cosign(CosignRequest request, StreamObserver<PeerReply> answers) {
        if (withinBound(request.getCheckpoint(), PeerRequests.MAXIMUM_CHECKPOINT_BYTES, answers)) {
            PeerIdentity caller = CallerIdentity.current();
            answer(requests.cosign(caller, request.getCheckpoint().toByteArray()), answers);
        }
    }

    @Override
    public StreamObserver<SharePart> deliverShare(StreamObserver<PeerReply> answers) {
        ShareReceiver receiver =
                new ShareReceiver(requests, CallerIdentity.current(), maximumShareBytes, places, answers);
        ScheduledFuture<?> deadline = timer.schedule(receiver::expire, deliveryWait.toNanos(), TimeUnit.NANOSECONDS);
        receiver.onOver(() -> deadline.cancel(false));
        return receiver;
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
}
