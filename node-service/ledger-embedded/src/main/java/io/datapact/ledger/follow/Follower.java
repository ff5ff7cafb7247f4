package io.datapact.ledger.follow;

import io.datapact.ledger.wire.FollowReply;
import io.datapact.ledger.wire.FollowRequest;
import io.datapact.ledger.wire.LedgerServiceGrpc;
import io.datapact.node.ledger.LedgerDivergedException;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Follows the host on a thread of its own, and connects again, ever more slowly, when the connection is lost. What
 * follows from an event is {@link Following}'s to say.
 */
final class Follower implements AutoCloseable {
    private static final long LOOK_MILLIS = 20;

    private final Following following;
    private final Channel channel;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Semaphore hurry = new Semaphore(0);
    private final Thread thread;

    Follower(Following following, Channel channel) {
        this.following = following;
        this.channel = channel;
        this.thread = Thread.ofVirtual().name("ledger-follower").start(this::run);
    }

    FollowerHealth health() {
        return following.health();
    }

    /** Ends a pause between two connections: somebody has just heard of the host. */
    void hurry() {
        hurry.release();
    }

    /** The host was caught: keeps what it was caught with, and ends everything that reads. */
    void diverge(LedgerDivergedException found, String checkpoint) {
        following.diverge(found, checkpoint);
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
                LedgerServiceGrpc.newStub(channel).follow(following.request(), stream);
                Status status = stream.await();
                goesOn = following.goesOn() && goesOnAfter(following.ended(status));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            following.close();
        }
    }

    private boolean goesOnAfter(Duration pause) throws InterruptedException {
        boolean hurried = hurry.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        if (hurried) {
            following.hurried();
            hurry.drainPermits();
        }
        return closing.getCount() > 0;
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
            switch (following.received(message)) {
                case Following.Next.Take t -> call.join().request(1);
                case Following.Next.Cut(String why, RuntimeException cause) ->
                    call.join().cancel(why, cause);
            }
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
