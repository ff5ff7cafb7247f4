package io.datapact.ledger.follow;

import com.google.protobuf.ByteString;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.log.LogWriteException;
import io.datapact.ledger.wire.ConsistencyProofRequest;
import io.datapact.ledger.wire.FollowReply;
import io.datapact.ledger.wire.FollowRequest;
import io.datapact.ledger.wire.LedgerServiceGrpc;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Follows the host on a thread of its own, and connects again, ever more slowly, when the connection is lost. Ends for
 * good when the host is caught lying or this process's disk fails.
 */
final class Follower implements AutoCloseable {
    private static final long LOOK_MILLIS = 20;
    private static final long PROOF_SECONDS = 10;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Chain chain;
    private final HostMessages messages;
    private final CheckpointFile file;
    private final Channel channel;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Semaphore hurry = new Semaphore(0);
    private final Thread thread;
    private volatile FollowerHealth health = new FollowerHealth.Connecting("not yet connected");
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    Follower(Chain chain, HostMessages messages, CheckpointFile file, Channel channel) {
        this.chain = chain;
        this.messages = messages;
        this.file = file;
        this.channel = channel;
        this.thread = Thread.ofVirtual().name("ledger-follower").start(this::run);
    }

    FollowerHealth health() {
        return health;
    }

    /** Ends a pause between two connections: somebody has just heard of the host. */
    void hurry() {
        hurry.release();
    }

    /** The host was caught: keeps what it was caught with, and ends everything that reads. */
    void diverge(LedgerDivergedException found, String checkpoint) {
        health = new FollowerHealth.Diverged(found.position(), found.getMessage());
        file.writeConflict(checkpoint, found.getMessage());
        chain.end(() -> new LedgerDivergedException(found.position(), found.getMessage()));
    }

    @Override
    public void close() {
        closing.countDown();
        hurry();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean goesOn = true;
            while (goesOn) {
                Stream stream = new Stream();
                LedgerServiceGrpc.newStub(channel)
                        .follow(
                                FollowRequest.newBuilder()
                                        .setFrom(chain.appliedSize())
                                        .build(),
                                stream);
                Status status = stream.await();
                goesOn = isFollowing() && goesOnAfter(pause(status));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (isFollowing()) {
                health = new FollowerHealth.Closed();
            }
        }
    }

    private boolean goesOnAfter(long pause) throws InterruptedException {
        boolean hurried = hurry.tryAcquire(pause, TimeUnit.MILLISECONDS);
        if (hurried) {
            pauseMillis = FIRST_PAUSE_MILLIS;
            hurry.drainPermits();
        }
        return closing.getCount() > 0;
    }

    private boolean isFollowing() {
        return switch (health) {
            case FollowerHealth.Connecting c -> true;
            case FollowerHealth.Following f -> true;
            case FollowerHealth.Waiting w -> true;
            case FollowerHealth.Diverged d -> false;
            case FollowerHealth.Stopped s -> false;
            case FollowerHealth.Closed c -> false;
        };
    }

    private long pause(Status status) {
        if (health instanceof FollowerHealth.Following) {
            pauseMillis = FIRST_PAUSE_MILLIS;
        }
        if (!(health instanceof FollowerHealth.Waiting)) {
            health = new FollowerHealth.Connecting(HostFailure.describe(status));
        }
        long pause = pauseMillis;
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        return pause;
    }

    /** One stream of entries; each message is asked for when the one before is dealt with. */
    private final class Stream implements ClientResponseObserver<FollowRequest, FollowReply> {
        private final CompletableFuture<Status> ended = new CompletableFuture<>();
        private final CompletableFuture<ClientCallStreamObserver<FollowRequest>> call = new CompletableFuture<>();

        @Override
        public void beforeStart(ClientCallStreamObserver<FollowRequest> started) {
            started.disableAutoRequestWithInitial(1);
            call.complete(started);
        }

        @Override
        public void onNext(FollowReply message) {
            try {
                long hostSize = messages.accept(message);
                if (message.getEntriesCount() == 0 && hostSize > chain.appliedSize()) {
                    messages.requireExtends(message.getCheckpoint(), proof(hostSize));
                }
                health = new FollowerHealth.Following(chain.head().size(), hostSize);
                call.join().request(1);
            } catch (LedgerDivergedException e) {
                diverge(e, message.getCheckpoint());
                call.join().cancel("the host does not hold", e);
            } catch (StatusRuntimeException e) {
                call.join().cancel("the host gives no consistency proof", e);
            } catch (PostDatedException e) {
                health = new FollowerHealth.Waiting(e.getMessage());
                call.join().cancel("an entry is dated ahead of this node's clock", e);
            } catch (LogWriteException e) {
                health = new FollowerHealth.Stopped(e.getMessage());
                chain.end(() -> new LedgerUnavailableException(e.getMessage(), e));
                call.join().cancel("the replica's disk failed", e);
            }
        }

        private List<ByteString> proof(long hostSize) {
            return LedgerServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(PROOF_SECONDS, TimeUnit.SECONDS)
                    .consistencyProof(ConsistencyProofRequest.newBuilder()
                            .setFirst(chain.appliedSize())
                            .setSecond(hostSize)
                            .build())
                    .getPathList();
        }

        @Override
        public void onError(Throwable failure) {
            ended.complete(Status.fromThrowable(failure));
        }

        @Override
        public void onCompleted() {
            ended.complete(Status.UNAVAILABLE.withDescription("the host ended the stream"));
        }

        /** Waits until the stream ends, which closing brings about. */
        Status await() throws InterruptedException {
            try {
                while (!ended.isDone()) {
                    if (closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                        call.join().cancel("this process closed the ledger", null);
                        return ended.get();
                    }
                }
                return ended.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a stream's end is never completed with an exception", e);
            }
        }
    }
}
