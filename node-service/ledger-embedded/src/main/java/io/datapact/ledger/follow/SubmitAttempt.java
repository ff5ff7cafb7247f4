package io.datapact.ledger.follow;

import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.serve.WireOutcomes;
import io.datapact.ledger.wire.SubmitReply;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import io.grpc.Status;
import java.time.Duration;
import java.util.Optional;

/**
 * One command on its way to the host until its fate is known, event by event, without threads, clocks or connections:
 * {@link Submitter} brings those, a simulation brings its own. Only the replica says that a command is committed: the
 * host's word is waited out until the entry has been replayed. After a lost answer the replica is asked first, then the
 * host again, which answers by the payload's digest.
 *
 * <p>Times are nanoseconds from any origin, as {@link System#nanoTime} gives them. For one thread at a time.
 */
final class SubmitAttempt {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Chain chain;
    private final SignedCommand command;
    private final Runnable heard;
    private final long end;
    private String detail;
    private Optional<SubmitOutcome.Committed> named = Optional.empty();

    /**
     * Begins.
     *
     * @param deadline longest way, retries included
     * @param heard    called when the host has committed the command, so that the follower need not wait any longer
     * @param now      when it begins
     */
    SubmitAttempt(Chain chain, SignedCommand command, Duration deadline, Runnable heard, long now) {
        this.chain = chain;
        this.command = command;
        this.heard = heard;
        this.end = now + deadline.toNanos();
        this.detail = "no answer within " + deadline;
    }

    /** What to do next. */
    sealed interface Step {
        /** Send the command to the host, then say {@link #answered}, or {@link #failed} after the patience at the latest. */
        record Send(Duration patience) implements Step {}

        /** Wait until the replica shows a position, it ends, or patience is over; then say {@link #waited}. */
        record Await(long position, Duration patience) implements Step {}

        /** The fate is known, or time is over. */
        record Done(SubmitOutcome outcome) implements Step {}
    }

    /** The first step, and the one after waiting for another attempt. */
    Step next(long now) {
        Optional<SubmitOutcome.Committed> known = chain.receipt(command.payloadDigest());
        if (known.isPresent()) {
            return new Step.Done(known.get());
        }
        chain.requireOpen();
        Duration left = left(now);
        return left.isZero() ? unknown() : new Step.Send(shorter(left, LONGEST_CALL));
    }

    /** The host has answered. */
    Step answered(SubmitReply reply, long now) {
        return switch (WireOutcomes.decode(reply, command.payloadDigest())) {
            case SubmitOutcome.Unknown(var digest, String said) -> pause(said, now);
            case SubmitOutcome.Committed committed -> {
                heard.run();
                named = Optional.of(committed);
                yield new Step.Await(committed.position(), left(now));
            }
            case SubmitOutcome.Rejected rejected -> new Step.Done(rejected);
            case SubmitOutcome.Conflicted conflicted -> new Step.Done(conflicted);
        };
    }

    /**
     * The call failed.
     *
     * @throws LedgerUnavailableException if the host does not admit this node
     */
    Step failed(Status status, long now) {
        String why = HostFailure.describe(status);
        if (HostFailure.isRefusal(status)) {
            throw new LedgerUnavailableException(why);
        }
        return pause(why, now);
    }

    /**
     * What was waited for has come, or patience is over.
     *
     * @throws LedgerDivergedException if the host named a position at which the command does not stand
     */
    Step waited(long now) {
        return named.isPresent() ? settled(named.get().position()) : next(now);
    }

    private Step settled(long position) {
        chain.requireOpen();
        if (chain.head().position() < position) {
            detail = "the host names position " + position + " and has not shown it in time";
            return unknown();
        }
        return chain.receipt(command.payloadDigest())
                .filter(receipt -> receipt.position() == position)
                .map(Step.Done::new)
                .orElseThrow(() -> new LedgerDivergedException(
                        position,
                        "expected command " + command.payloadDigest() + " at position " + position
                                + ", as the host said, found another one there"));
    }

    private Step pause(String why, long now) {
        detail = why;
        return new Step.Await(chain.head().size(), shorter(left(now), PAUSE));
    }

    private Step unknown() {
        return new Step.Done(new SubmitOutcome.Unknown(command.payloadDigest(), detail));
    }

    private Duration left(long now) {
        return Duration.ofNanos(Math.max(0, end - now));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
