package io.datapact.ledger.follow;

import io.datapact.ledger.wire.SubmitReply;
import io.datapact.node.ledger.SubmitOutcome;
import io.grpc.Status;
import java.time.Duration;

/** A command on its way, for tests that bring the connections themselves. */
public final class Submission {
    private final SubmitAttempt attempt;

    Submission(SubmitAttempt attempt) {
        this.attempt = attempt;
    }

    /** What a submitter is asked to do. */
    public interface Submitter {
        void send(Duration patience);

        void await(long position, Duration patience);

        void done(SubmitOutcome outcome);
    }

    public void begin(Submitter submitter, long now) {
        tell(attempt.next(now), submitter);
    }

    public void answered(SubmitReply reply, Submitter submitter, long now) {
        tell(attempt.answered(reply, now), submitter);
    }

    public void failed(Status status, Submitter submitter, long now) {
        tell(attempt.failed(status, now), submitter);
    }

    public void waited(Submitter submitter, long now) {
        tell(attempt.waited(now), submitter);
    }

    private static void tell(SubmitAttempt.Step step, Submitter submitter) {
        switch (step) {
            case SubmitAttempt.Step.Send(Duration patience) -> submitter.send(patience);
            case SubmitAttempt.Step.Await(long position, Duration patience) -> submitter.await(position, patience);
            case SubmitAttempt.Step.Done(SubmitOutcome outcome) -> submitter.done(outcome);
        }
    }
}
