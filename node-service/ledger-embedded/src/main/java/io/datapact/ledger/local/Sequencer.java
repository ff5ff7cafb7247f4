package io.datapact.ledger.local;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.rules.Authentication;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.TxContext;
import io.datapact.contract.state.StateView;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.log.GroupCommit;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogWriteException;
import io.datapact.ledger.log.SegmentLog;
import io.datapact.ledger.work.Turns;
import io.datapact.ledger.work.Worker;
import io.datapact.node.ledger.SubmitOutcome;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The one worker that orders commands: it gives each its time, lets the rule book decide in the state after all before
 * it, and hands accepted ones to the writer. An outcome is given when the entry is durable; a refusal at once.
 */
final class Sequencer implements AutoCloseable {
    /** Furthest that the ledger's time may run ahead of the host's clock. */
    static final long MAXIMUM_CLOCK_LAG_MILLIS = 60_000;

    private final Chain chain;
    private final RuleBook rules;
    private final Clock clock;
    private final CrashPoints points;
    private final LogSigning signing;
    private final Backpressure bounds;
    private final BlockingQueue<Submission> waiting;
    private final InFlight inFlight = new InFlight();
    private final GroupCommit commit;
    private final Worker worker;
    private volatile Optional<String> stopped = Optional.empty();
    private volatile boolean closing;
    private volatile boolean ended;

    Sequencer(Chain chain, LogSigning signing, HostSeams seams) {
        this.chain = chain;
        this.signing = signing;
        this.rules = seams.verification().rules();
        this.clock = seams.clock();
        this.points = seams.points();
        this.bounds = seams.bounds();
        this.waiting = new ArrayBlockingQueue<>(bounds.commands());
        this.commit = new GroupCommit(chain.log(), new Durable(), seams.workers(), bounds.entriesForDisk());
        this.worker = seams.workers().start("ledger-sequencer", new Ordering());
    }

    /** Takes a command into the queue, or completes its outcome as conflicted. */
    void submit(Submission submission) {
        if (stopped.isPresent()) {
            turnAway(submission, stopped.get());
        } else if (closing) {
            turnAway(submission, "the ledger is closing; submit again when it is up");
        } else if (!waiting.offer(submission)) {
            turnAway(
                    submission,
                    "the ledger is overloaded: " + bounds.commands() + " commands wait; submit again later");
        } else if (ended && waiting.remove(submission)) {
            turnAway(submission, "the ledger has stopped; submit again when it is up");
        }
    }

    /** Why nothing more is accepted, if so. */
    Optional<String> stopped() {
        return stopped;
    }

    /** Decides what waits, makes it durable, ends both workers. */
    @Override
    public void close() {
        closing = true;
        worker.awaitEnd();
        commit.close();
        inFlight.abandon("the ledger was closed");
    }

    private void order(Submission submission) throws InterruptedException {
        Optional<String> over = stopped.or(chain::ended);
        if (over.isPresent()) {
            stop(over.get());
            turnAway(submission, over.get());
            return;
        }
        Optional<SubmitOutcome.Committed> before = chain.appliedReceipt(submission.command());
        if (before.isPresent()) {
            answerWhenDurable(submission, before.get());
            return;
        }
        long now = clock.millis();
        long time = Math.max(now, chain.appliedTime());
        if (time - now > MAXIMUM_CLOCK_LAG_MILLIS) {
            turnAway(
                    submission,
                    "the host's clock is " + (time - now) + " ms behind the ledger's last entry, at most "
                            + MAXIMUM_CLOCK_LAG_MILLIS + " are allowed; set the host's clock");
            return;
        }
        switch (decide(submission, new TxContext(time, submission.command().value()))) {
            case Decision.Rejected rejected ->
                submission.outcome().complete(new SubmitOutcome.Rejected(rejected.reason(), rejected.detail()));
            case Decision.Accepted accepted -> append(submission, accepted, time);
        }
    }

    /** A state that cannot be read, or is not what it was, decides nothing more. */
    private void orderOrStop(Submission submission) throws InterruptedException {
        try {
            order(submission);
        } catch (LogDamagedException | UncheckedIOException e) {
            stop(e.getMessage());
            turnAway(submission, e.getMessage());
        }
    }

    private Decision decide(Submission submission, TxContext context) {
        StateView state = chain.appliedState();
        return switch (submission.authentication()) {
            case Authentication.Authenticated authenticated -> rules.decide(state, authenticated, context);
            case Authentication.Refused refused ->
                rules.apply(submission.envelope().toBytes(), state, context);
        };
    }

    private void append(Submission submission, Decision.Accepted accepted, long time) throws InterruptedException {
        long position = chain.appliedSize();
        String transactionId = submission.command().value();
        LogEntry entry = new LogEntry(position, time, transactionId, submission.envelope(), accepted.writes());
        Optional<String> refusal = signing.refusal(entry);
        if (refusal.isPresent()) {
            turnAway(submission, refusal.get());
            return;
        }
        byte[] canonical = entry.encode();
        if (canonical.length > SegmentLog.MAXIMUM_ENTRY_BYTES) {
            submission
                    .outcome()
                    .complete(new SubmitOutcome.Rejected(
                            Reason.MALFORMED,
                            "an entry of " + canonical.length + " bytes, at most " + SegmentLog.MAXIMUM_ENTRY_BYTES
                                    + " are allowed"));
            return;
        }
        chain.apply(entry, canonical, accepted.events());
        answerWhenDurable(submission, new SubmitOutcome.Committed(position, time, transactionId));
        if (!commit.add(canonical)) {
            stop("the ledger's writer has stopped; see its log, then start it again");
        }
    }

    private void answerWhenDurable(Submission submission, SubmitOutcome.Committed receipt) {
        long size = chain.appliedSize();
        inFlight.add(new InFlight.Waiting(size, submission.command(), receipt, submission.outcome()));
        if (chain.head().size() >= size) {
            inFlight.complete(chain.head().size());
        }
        stopped.ifPresent(inFlight::abandon);
    }

    private void stop(String detail) {
        if (stopped.isEmpty()) {
            stopped = Optional.of(detail);
        }
        inFlight.abandon(stopped.get());
    }

    private static void turnAway(Submission submission, String detail) {
        submission.outcome().complete(new SubmitOutcome.Conflicted(detail));
    }

    /** Each turn orders one command. */
    private final class Ordering implements Turns {
        @Override
        public boolean next(Duration patience) throws InterruptedException {
            Submission next = waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (next != null) {
                orderOrStop(next);
            }
            return !closing || !waiting.isEmpty();
        }

        @Override
        public void end() {
            if (!closing) {
                stop("the ledger's sequencer has ended; see its log, then start it again");
            }
            ended = true;
            waiting.forEach(left -> turnAway(left, "the ledger has stopped; submit again when it is up"));
        }
    }

    /** Runs on the writing worker. */
    private final class Durable implements GroupCommit.Listener {
        @Override
        public void durable(long size) {
            points.reached(CrashPoint.AFTER_FSYNC_BEFORE_ANSWER);
            signing.handOver(size);
            chain.publish(size);
            inFlight.complete(size);
        }

        @Override
        public void failed(LogWriteException failure) {
            stop(failure.getMessage());
        }
    }
}
