package io.datapact.ledger.follow;

import com.google.protobuf.UnsafeByteOperations;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.wire.LedgerServiceGrpc;
import io.datapact.ledger.wire.SubmitReply;
import io.datapact.ledger.wire.SubmitRequest;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Hands commands to the host on the calling thread, step by step as {@link SubmitAttempt} says. */
final class Submitter {
    private final Chain chain;
    private final Channel channel;
    private final Duration deadline;
    private final Runnable heard;

    /**
     * Submits over a channel.
     *
     * @param heard called when the host has committed something, so that the follower need not wait any longer
     */
    Submitter(Chain chain, Channel channel, Duration deadline, Runnable heard) {
        this.chain = chain;
        this.channel = channel;
        this.deadline = deadline;
        this.heard = heard;
    }

    /**
     * Submits, retries included.
     *
     * @throws LedgerDivergedException    if the host names a position at which the command does not stand
     * @throws LedgerUnavailableException if the host does not admit this node
     */
    SubmitOutcome submit(SignedCommand command) throws InterruptedException {
        SubmitAttempt attempt = new SubmitAttempt(chain, command, deadline, heard, System.nanoTime());
        SubmitAttempt.Step step = attempt.next(System.nanoTime());
        while (true) {
            switch (step) {
                case SubmitAttempt.Step.Done(SubmitOutcome outcome) -> {
                    return outcome;
                }
                case SubmitAttempt.Step.Send(Duration patience) -> step = send(attempt, command, patience);
                case SubmitAttempt.Step.Await(long position, Duration patience) -> {
                    var _ = chain.await(position, patience);
                    step = attempt.waited(System.nanoTime());
                }
            }
        }
    }

    private SubmitAttempt.Step send(SubmitAttempt attempt, SignedCommand command, Duration patience) {
        try {
            return attempt.answered(call(command, patience), System.nanoTime());
        } catch (StatusRuntimeException e) {
            return attempt.failed(e.getStatus(), System.nanoTime());
        }
    }

    private SubmitReply call(SignedCommand command, Duration patience) {
        return LedgerServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(patience.toNanos(), TimeUnit.NANOSECONDS)
                .submit(SubmitRequest.newBuilder()
                        .setEnvelope(UnsafeByteOperations.unsafeWrap(command.envelope()))
                        .build());
    }
}
