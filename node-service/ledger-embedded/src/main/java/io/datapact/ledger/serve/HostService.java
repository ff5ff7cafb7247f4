package io.datapact.ledger.serve;

import io.datapact.contract.id.Digest;
import io.datapact.ledger.local.Backpressure;
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
    private final Semaphore followers;
    private final ClientBudget calls;
    private final ClientBudget streams;

    private volatile boolean serving = true;

    HostService(LocalLedger ledger, Admission admission, HostLog log) {
        this.ledger = ledger;
        this.answers = new HostAnswers(ledger);
        this.admission = admission;
        this.log = log;
        Backpressure bounds = ledger.bounds();
        this.followers = new Semaphore(bounds.streams());
        this.calls = new ClientBudget(bounds.callsOfOneClient());
        this.streams = new ClientBudget(bounds.streamsOfOneClient());
    }

    /** Ends the streams of followers. */
    void stopFollowing() {
        serving = false;
    }

    @Override
    public void submit(SubmitRequest request, StreamObserver<SubmitReply> observer) {
        Digest client = AdmissionInterceptor.CLIENT.get();
        if (!calls.begin(client)) {
            refuse(observer, Status.RESOURCE_EXHAUSTED, calls.refusal());
            return;
        }
        boolean taken = false;
        try {
            var _ = ledger.submitAsync(request.getEnvelope().toByteArray()).thenAccept(outcome -> {
                calls.end(client);
                observer.onNext(WireOutcomes.encode(outcome));
                observer.onCompleted();
            });
            taken = true;
        } catch (LedgerClosedException e) {
            refuse(observer, Status.UNAVAILABLE, "the host is closing");
        } finally {
            if (!taken) {
                calls.end(client);
            }
        }
    }

    @Override
    public void follow(FollowRequest request, StreamObserver<FollowReply> observer) {
        Digest client = AdmissionInterceptor.CLIENT.get();
        if (request.getFrom() < 1) {
            refuse(observer, Status.INVALID_ARGUMENT, "expected a position of at least 1, found " + request.getFrom());
        } else if (!streams.begin(client)) {
            refuse(observer, Status.RESOURCE_EXHAUSTED, streams.refusal());
        } else if (!followers.tryAcquire()) {
            streams.end(client);
            refuse(
                    observer,
                    Status.RESOURCE_EXHAUSTED,
                    "expected at most " + ledger.bounds().streams() + " followers, found more; call again later");
        } else {
            follow(client, request.getFrom(), (ServerCallStreamObserver<FollowReply>) observer);
        }
    }

    private void follow(Digest client, long from, ServerCallStreamObserver<FollowReply> observer) {
        FollowSession session = new FollowSession(ledger, admission, client, observer, () -> serving, log, from);
        log.followerJoined(client, from);
        Thread.ofVirtual().name("ledger-follower").start(() -> {
            try {
                session.run();
            } finally {
                followers.release();
                streams.end(client);
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

    private <T> void answer(StreamObserver<T> observer, Supplier<T> reply) {
        Digest client = AdmissionInterceptor.CLIENT.get();
        if (!calls.begin(client)) {
            refuse(observer, Status.RESOURCE_EXHAUSTED, calls.refusal());
            return;
        }
        try {
            observer.onNext(reply.get());
            observer.onCompleted();
        } catch (IllegalArgumentException e) {
            refuse(observer, Status.INVALID_ARGUMENT, e.getMessage());
        } finally {
            calls.end(client);
        }
    }

    private static void refuse(StreamObserver<?> observer, Status status, String why) {
        observer.onError(status.withDescription(why).asRuntimeException());
    }
}
