package io.datapact.node.app.web;

import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.Reason;
import io.datapact.node.app.log.OperatorMessages;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.ledger.SubmitOutcome;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers to requests that hand in commands. */
public final class Answers {
    private final OperatorMessages messages;

    /** Tells the operator of each command. */
    public Answers(OperatorMessages messages) {
        this.messages = messages;
    }

    /** The answer of a command. */
    public ResponseEntity<Record> of(String name, CommandDesk.Filed filed) {
        return of(name, filed, answer -> answer);
    }

    /**
     * The answer of a command.
     *
     * @param more what a committed command's answer becomes
     */
    public ResponseEntity<Record> of(
            String name, CommandDesk.Filed filed, Function<CommandAnswer, ? extends Record> more) {
        Digest digest = filed.command().payloadDigest();
        return switch (filed.outcome()) {
            case SubmitOutcome.Committed committed -> {
                messages.command(name, CommandAnswer.COMMITTED, "", digest, committed.position());
                yield ResponseEntity.ok(
                        more.apply(new CommandAnswer(CommandAnswer.COMMITTED, "", "", committed.position(), digest)));
            }
            case SubmitOutcome.Rejected(Reason reason, String detail) -> {
                messages.command(name, "refused", reason.name(), digest, 0);
                yield refused(RefusedAnswer.of(reason.name(), detail, Optional.of(digest)));
            }
            case SubmitOutcome.Conflicted(String detail) -> {
                messages.command(name, "conflicted", "", digest, 0);
                throw new ProblemException(
                        Problem.of(503, "LEDGER_BUSY", "the ledger to take the command", "it did not", "send it again")
                                .withDetail(detail));
            }
            case SubmitOutcome.Unknown unknown -> {
                messages.command(name, "unknown", "", digest, 0);
                throw new ProblemException(Problem.of(
                                503,
                                "OUTCOME_UNKNOWN",
                                "the ledger's answer in time",
                                "none for command " + digest,
                                "look whether it stands before sending it again")
                        .withDetail(unknown.detail()));
            }
        };
    }

    /** A refusal before anything was signed. */
    public ResponseEntity<Record> refused(String name, Reason reason, String detail) {
        messages.refused(name, reason.name());
        return refused(RefusedAnswer.of(reason.name(), detail, Optional.empty()));
    }

    private static ResponseEntity<Record> refused(RefusedAnswer answer) {
        return ResponseEntity.status((int) answer.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(answer);
    }
}
