package io.datapact.transport.channel;

import io.datapact.compute.RunFailure;
import io.datapact.compute.channel.ChannelEnd;
import io.grpc.Status;
import java.security.cert.CertificateException;

/** Names what gRPC says of a stream that ended. Its texts come from the peer or from libraries and are not repeated. */
final class StatusFailures {
    private static final int DEEPEST_CAUSE = 16;

    private StatusFailures() {}

    static ChannelEnd name(int peer, Status status) {
        if (certificateRefused(status)) {
            return new ChannelEnd(
                    peer,
                    RunFailure.PEER_NOT_ADMITTED,
                    "expected the TLS certificate that the run's start names, found another or one that is not valid");
        }
        return switch (status.getCode()) {
            case PERMISSION_DENIED, UNAUTHENTICATED, ALREADY_EXISTS ->
                new ChannelEnd(
                        peer,
                        RunFailure.PEER_NOT_ADMITTED,
                        "expected the peer to admit this node to the run, found it refusing: " + status.getCode());
            case RESOURCE_EXHAUSTED ->
                new ChannelEnd(
                        peer, RunFailure.MESSAGE_TOO_LARGE, "expected frames of at most 1 MiB, found a larger one");
            case INVALID_ARGUMENT, UNIMPLEMENTED, INTERNAL, UNKNOWN, DATA_LOSS ->
                new ChannelEnd(
                        peer,
                        RunFailure.PEER_GARBAGE,
                        "expected frames of the channel protocol, found others: " + status.getCode());
            case DEADLINE_EXCEEDED ->
                new ChannelEnd(peer, RunFailure.PEER_SLOW, "expected the peer to answer in time, found no answer");
            default ->
                new ChannelEnd(
                        peer,
                        RunFailure.PEER_LOST,
                        "expected the connection to hold, found it ended: " + status.getCode());
        };
    }

    /** Whether the peer's certificate was refused here. */
    static boolean certificateRefused(Status status) {
        Throwable cause = status.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof CertificateException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Whether another try may go better: the peer is not up yet, or does not await this run yet. */
    static boolean mayGoBetter(Status status) {
        boolean early = status.getCode() == Status.Code.UNAVAILABLE || status.getCode() == Status.Code.NOT_FOUND;
        return early && !certificateRefused(status);
    }
}
