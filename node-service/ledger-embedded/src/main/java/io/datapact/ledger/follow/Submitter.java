package io.datapact.ledger.follow;

import com.google.protobuf.UnsafeByteOperations;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.serve.WireOutcomes;
import io.datapact.ledger.wire.LedgerServiceGrpc;
import io.datapact.ledger.wire.SubmitReply;
import io.datapact.ledger.wire.SubmitRequest;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Hands commands to the host until their fate is known. Only the replica says that a command is committed: the host's
 * word is waited out until the entry has been replayed. After a lost answer the replica is asked first, then the host
 * again, which answers by the payload's digest.
 */
final class Submitter {
    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

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
        long end = System.nanoTime() + deadline.toNanos();
        String detail = "no answer within " + deadline;
        while (true) {
            Optional<SubmitOutcome.Committed> known = chain.receipt(command.payloadDigest());
            if (known.isPresent()) {
                return known.get();
            }
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                return new SubmitOutcome.Unknown(command.payloadDigest(), detail);
            }
            try {
                SubmitOutcome outcome = WireOutcomes.decode(call(command, left), command.payloadDigest());
                if (!(outcome instanceof SubmitOutcome.Unknown(var digest, String said))) {
                    return settled(command, outcome, end);
                }
                detail = said;
            } catch (StatusRuntimeException e) {
                detail = failed(e.getStatus());
            }
            boolean moved = chain.await(chain.head().size(), left.compareTo(PAUSE) < 0 ? left : PAUSE);
            if (!moved) {
                chain.requireOpen();
            }
        }
    }

    private SubmitReply call(SignedCommand command, Duration left) {
        Duration patience = left.compareTo(ATTEMPT) < 0 ? left : ATTEMPT;
        return LedgerServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(patience.toNanos(), TimeUnit.NANOSECONDS)
                .submit(SubmitRequest.newBuilder()
                        .setEnvelope(UnsafeByteOperations.unsafeWrap(command.envelope()))
                        .build());
    }

    private SubmitOutcome settled(SignedCommand command, SubmitOutcome outcome, long end) throws InterruptedException {
        if (!(outcome instanceof SubmitOutcome.Committed(long position, long time, String transactionId))) {
            return outcome;
        }
        heard.run();
        boolean replayed = chain.await(position, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        chain.requireOpen();
        if (!replayed) {
            return new SubmitOutcome.Unknown(
                    command.payloadDigest(), "the host names position " + position + " and has not shown it in time");
        }
        return chain.receipt(command.payloadDigest())
                .filter(receipt -> receipt.position() == position)
                .<SubmitOutcome>map(receipt -> receipt)
                .orElseThrow(() -> new LedgerDivergedException(
                        position,
                        "expected command " + command.payloadDigest() + " at position " + position
                                + ", as the host said, found another one there"));
    }

    private String failed(Status status) {
        String detail = HostFailure.describe(status);
        if (HostFailure.isRefusal(status)) {
            throw new LedgerUnavailableException(detail);
        }
        return detail;
    }
}
