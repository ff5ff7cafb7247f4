package io.datapact.transport.node;

import com.google.protobuf.ByteString;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.transport.proto.PeerReply;
import io.datapact.transport.proto.Refusal;
import java.util.Optional;

/** Answers as they travel. */
final class Replies {
    private Replies() {}

    static PeerReply toReply(PeerAnswer answer) {
        return switch (answer) {
            case PeerAnswer.Given given ->
                PeerReply.newBuilder()
                        .setGiven(ByteString.copyFrom(given.content()))
                        .build();
            case PeerAnswer.Refused(String reason, String detail) ->
                PeerReply.newBuilder()
                        .setRefused(Refusal.newBuilder().setReason(reason).setDetail(detail))
                        .build();
        };
    }

    /** The answer in a reply; empty if there is none in it, or a longer one than asked for. */
    static Optional<PeerAnswer> toAnswer(PeerReply reply, int maximumBytes) {
        return switch (reply.getContentCase()) {
            case GIVEN ->
                reply.getGiven().size() <= maximumBytes
                        ? Optional.of(new PeerAnswer.Given(reply.getGiven().toByteArray()))
                        : Optional.empty();
            case REFUSED ->
                Optional.of(new PeerAnswer.Refused(
                        reply.getRefused().getReason(), reply.getRefused().getDetail()));
            case CONTENT_NOT_SET -> Optional.empty();
        };
    }
}
