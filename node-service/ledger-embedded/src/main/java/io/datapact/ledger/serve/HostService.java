package io.datapact.ledger.serve;

import io.datapact.contract.id.Digest;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.wire.CheckpointReply;
import io.datapact.ledger.wire.CheckpointRequest;
import io.datapact.ledger.wire.ConsistencyProofRequest;
import io.datapact.ledger.wire.FollowReply;
import io.datapact.ledger.wire.FollowRequest;
import io.datapact.ledger.wire.InclusionProofRequest;
import io.datapact.ledger.wire.LedgerServiceGrpc;
import io.datapact.ledger.wire.ProofReply;
import io.datapact.ledger.wire.SubmitReply;
import io.datapact.ledger.wire.SubmitRequest;
import io.datapact.node.ledger.LedgerClosedException;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** The host's calls. */
final class HostService extends LedgerServiceGrpc.LedgerServiceImplBase {
    private final LocalLedger ledger;
    private final HostAnswers answers;
    private final Admission admission;
    private final HostLog log;
    private final Semaphore followers = new Semaphore(WireBounds.MAXIMUM_FOLLOWERS);

    private volatile boolean serving = true;

    HostService(LocalLedger ledger, Admission admission, HostLog log) {
        this.ledger = ledger;
        this.answers = new HostAnswers(ledger);
        this.admission = admission;
        this.log = log;
    }

    /** Ends the streams of followers. */
    void stopFollowing() {
        serving = false;
    }

    @Override
    public void submit(SubmitRequest request, StreamObserver<SubmitReply> observer) {
        try {
            var _ = ledger.submitAsync(request.getEnvelope().toByteArray()).thenAccept(outcome -> {
                observer.onNext(WireOutcomes.encode(outcome));
                observer.onCompleted();
            });
        } catch (LedgerClosedException e) {
            observer.onError(
                    Status.UNAVAILABLE.withDescription("the host is closing").asRuntimeException());
        }
    }

    @Override
    public void follow(FollowRequest request, StreamObserver<FollowReply> observer) {
        if (request.getFrom() < 1) {
            observer.onError(Status.INVALID_ARGUMENT
                    .withDescription("expected a position of at least 1, found " + request.getFrom())
                    .asRuntimeException());
            return;
        }
        if (!followers.tryAcquire()) {
            observer.onError(Status.RESOURCE_EXHAUSTED
                    .withDescription("expected at most " + WireBounds.MAXIMUM_FOLLOWERS + " followers, found more")
                    .asRuntimeException());
            return;
        }
        Digest client = AdmissionInterceptor.CLIENT.get();
        FollowSession session = new FollowSession(
                ledger,
                admission,
                client,
                (ServerCallStreamObserver<FollowReply>) observer,
                () -> serving,
                request.getFrom());
        log.followerJoined(client, request.getFrom());
        Thread.ofVirtual().name("ledger-follower").start(() -> {
            try {
                session.run();
            } finally {
                followers.release();
                log.followerLeft(client, session.next());
            }
        });
    }

    @Override
    public void checkpoint(CheckpointRequest request, StreamObserver<CheckpointReply> observer) {
        answer(observer, answers::checkpoint);
    }

    @Override
    public void inclusionProof(InclusionProofRequest request, StreamObserver<ProofReply> observer) {
        answer(observer, () -> answers.inclusion(request));
    }

    @Override
    public void consistencyProof(ConsistencyProofRequest request, StreamObserver<ProofReply> observer) {
        answer(observer, () -> answers.consistency(request));
    }

    private static <T> void answer(StreamObserver<T> observer, Supplier<T> reply) {
        try {
            observer.onNext(reply.get());
            observer.onCompleted();
        } catch (IllegalArgumentException e) {
            observer.onError(
                    Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
        }
    }
}
