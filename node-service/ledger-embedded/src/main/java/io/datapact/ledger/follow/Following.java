package io.datapact.ledger.follow;

import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogWriteException;
import io.datapact.ledger.wire.FollowReply;
import io.datapact.ledger.wire.FollowRequest;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.grpc.Status;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * How a replica follows its host, event by event, without threads, clocks or connections: {@link Follower} brings those,
 * a simulation brings its own. Ends for good when the host is caught lying or this process's disk fails. For one thread
 * at a time; any thread asks for the health.
 */
final class Following {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Chain chain;
    private final HostMessages messages;
    private final CheckpointFile file;
    private volatile FollowerHealth health = new FollowerHealth.Connecting("not yet connected");
    private Duration pause = FIRST_PAUSE;

    Following(Chain chain, HostMessages messages, CheckpointFile file) {
        this.chain = chain;
        this.messages = messages;
        this.file = file;
    }

    /** What to do after an event of a stream. */
    sealed interface Next {
        /** Ask for the stream's next message. */
        record Take() implements Next {}

        /** End the stream. */
        record Cut(String why, RuntimeException cause) implements Next {}
    }

    FollowerHealth health() {
        FollowerHealth now = health;
        return goesOn(now)
                ? chain.ended().<FollowerHealth>map(FollowerHealth.Stopped::new).orElse(now)
                : now;
    }

    /** What a new stream asks for. */
    FollowRequest request() {
        return FollowRequest.newBuilder().setFrom(chain.appliedSize()).build();
    }

    /** A message came. */
    Next received(FollowReply message) {
        try {
            chain.requireOpen();
            long hostSize = messages.accept(message);
            health = new FollowerHealth.Following(chain.head().size(), hostSize);
            return new Next.Take();
        } catch (LedgerDivergedException e) {
            diverge(e, message.getCheckpoint());
            return new Next.Cut("the host does not hold", e);
        } catch (PostDatedException e) {
            health = new FollowerHealth.Waiting(e.getMessage());
            return new Next.Cut("an entry is dated ahead of this node's clock", e);
        } catch (LogWriteException | LogDamagedException | UncheckedIOException | LedgerUnavailableException e) {
            // What was applied of the message is not durable: nothing may be taken on top of it.
            health = new FollowerHealth.Stopped(e.getMessage());
            chain.end(() -> new LedgerUnavailableException(e.getMessage(), e));
            return new Next.Cut("the replica's disk failed", e);
        }
    }

    /** The stream has ended, for whatever reason. While {@linkplain #goesOn it goes on}, another one shall begin after the pause. */
    Duration ended(Status status) {
        if (health instanceof FollowerHealth.Following) {
            pause = FIRST_PAUSE;
        }
        if (!(health instanceof FollowerHealth.Waiting)) {
            health = new FollowerHealth.Connecting(HostFailure.describe(status));
        }
        Duration now = pause;
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        return now;
    }

    /** Somebody has just heard of the host: the pauses are short again. */
    void hurried() {
        pause = FIRST_PAUSE;
    }

    /** Whether streams are worth while: neither caught, nor stopped, nor closed. */
    boolean goesOn() {
        return goesOn(health());
    }

    private static boolean goesOn(FollowerHealth health) {
        return switch (health) {
            case FollowerHealth.Connecting c -> true;
            case FollowerHealth.Following f -> true;
            case FollowerHealth.Waiting w -> true;
            case FollowerHealth.Diverged d -> false;
            case FollowerHealth.Stopped s -> false;
            case FollowerHealth.Closed c -> false;
        };
    }

    /** Nobody follows any more. */
    void close() {
        if (goesOn()) {
            health = new FollowerHealth.Closed();
        }
    }

    /** The host was caught: ends everything that reads, and keeps what it was caught with. */
    void diverge(LedgerDivergedException found, String checkpoint) {
        health = new FollowerHealth.Diverged(found.position(), found.getMessage());
        // Ended first: whatever becomes of the file, nothing is read here any more.
        chain.end(() -> new LedgerDivergedException(found.position(), found.getMessage()));
        try {
            file.writeConflict(checkpoint, found.getMessage());
        } catch (LogWriteException | UncheckedIOException e) {
            health = new FollowerHealth.Diverged(
                    found.position(),
                    found.getMessage() + "; what the host showed could not be kept: " + e.getMessage() + ": "
                            + e.getCause().getMessage());
        }
    }
}
