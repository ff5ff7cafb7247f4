package io.datapact.ledger.simulation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.datapact.ledger.follow.Submission;
import io.datapact.ledger.wire.SubmitReply;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.SubmitOutcome;
import io.grpc.Status;
import java.time.Duration;

/** One submission of one wish through a node, as its threads would do it. */
final class Client implements Submission.Submitter {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final SimulatedNode node;
    private final Intent intent;
    private final Submission submission;

    Client(SimulatedNode node, Intent intent) {
        this.node = node;
        this.intent = intent;
        this.submission = node.side().submit(intent.signed(), DEADLINE, node::hurry, nanos());
    }

    void begin() {
        guarded(() -> submission.begin(this, nanos()));
    }

    /** The host's answer to a call. */
    void answered(byte[] reply) {
        guarded(() -> submission.answered(parsed(reply), this, nanos()));
    }

    /** No answer came in time. */
    void failed() {
        guarded(() -> submission.failed(Status.DEADLINE_EXCEEDED, this, nanos()));
    }

    @Override
    public void send(Duration patience) {
        node.call(this, intent.signed().envelope(), patience.toNanos() / 1_000);
    }

    @Override
    public void await(long position, Duration patience) {
        node.awaitPosition(position, patience.toNanos() / 1_000, () -> guarded(() -> submission.waited(this, nanos())));
    }

    @Override
    public void done(SubmitOutcome outcome) {
        node.note("outcome", intent.number() + " " + outcome);
        node.done(intent, outcome);
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (LedgerDivergedException e) {
            node.side().diverge(e);
            node.moved();
            node.tryLater(intent);
        } catch (LedgerUnavailableException e) {
            // The replica has stopped; the wish is taken up again when the node has started anew.
            node.note("unavailable", e.getMessage());
        }
    }

    private long nanos() {
        return node.world().time().now() * 1_000;
    }

    private static SubmitReply parsed(byte[] reply) {
        try {
            return SubmitReply.parseFrom(reply);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("what was written can be read", e);
        }
    }
}
