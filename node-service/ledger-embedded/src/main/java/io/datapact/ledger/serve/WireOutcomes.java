package io.datapact.ledger.serve;

import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.Reason;
import io.datapact.ledger.wire.Committed;
import io.datapact.ledger.wire.Conflicted;
import io.datapact.ledger.wire.Rejected;
import io.datapact.ledger.wire.SubmitReply;
import io.datapact.ledger.wire.Unknown;
import io.datapact.node.ledger.SubmitOutcome;
import java.util.Arrays;
import java.util.Optional;

/** Outcomes as they travel. */
public final class WireOutcomes {
    private WireOutcomes() {}

    /** The message of an outcome. */
    public static SubmitReply encode(SubmitOutcome outcome) {
        SubmitReply.Builder reply = SubmitReply.newBuilder();
        return switch (outcome) {
            case SubmitOutcome.Committed(long position, long time, String transactionId) ->
                reply.setCommitted(Committed.newBuilder()
                                .setPosition(position)
                                .setTime(time)
                                .setTransactionId(transactionId))
                        .build();
            case SubmitOutcome.Rejected(Reason reason, String detail) ->
                reply.setRejected(Rejected.newBuilder().setReason(reason.name()).setDetail(detail))
                        .build();
            case SubmitOutcome.Conflicted(String detail) ->
                reply.setConflicted(Conflicted.newBuilder().setDetail(detail)).build();
            case SubmitOutcome.Unknown(Digest command, String detail) ->
                reply.setUnknown(Unknown.newBuilder().setDetail(detail)).build();
        };
    }

    /** The outcome of a message about a command; a message that says nothing known is an unknown outcome. */
    public static SubmitOutcome decode(SubmitReply reply, Digest command) {
        return switch (reply.getOutcomeCase()) {
            case COMMITTED ->
                new SubmitOutcome.Committed(
                        reply.getCommitted().getPosition(),
                        reply.getCommitted().getTime(),
                        reply.getCommitted().getTransactionId());
            case REJECTED ->
                reason(reply.getRejected().getReason())
                        .<SubmitOutcome>map(reason -> new SubmitOutcome.Rejected(
                                reason, reply.getRejected().getDetail()))
                        .orElseGet(
                                () -> new SubmitOutcome.Unknown(command, "the host refused for a reason unknown here"));
            case CONFLICTED ->
                new SubmitOutcome.Conflicted(reply.getConflicted().getDetail());
            case UNKNOWN ->
                new SubmitOutcome.Unknown(command, reply.getUnknown().getDetail());
            case OUTCOME_NOT_SET -> new SubmitOutcome.Unknown(command, "the host's answer says nothing");
        };
    }

    private static Optional<Reason> reason(String name) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst();
    }
}
