package io.datapact.transport.node;

import io.datapact.contract.id.NodeId;
import io.datapact.node.peer.PeerUnavailableException;
import io.datapact.node.peer.PeerUnavailableException.Kind;
import io.grpc.StatusRuntimeException;
import java.security.cert.CertificateException;
import java.util.Optional;

/** Names what gRPC says of a call that failed. */
final class PeerFailures {
    private static final int DEEPEST_CAUSE = 16;

    private PeerFailures() {}

    static PeerUnavailableException name(NodeId node, StatusRuntimeException failure) {
        Optional<String> refused = certificateRefused(failure);
        if (refused.isPresent()) {
            return new PeerUnavailableException(
                    node,
                    Kind.NOT_ADMITTED,
                    "expected a TLS certificate of this node that stands, found another: " + refused.get(),
                    failure);
        }
        return switch (failure.getStatus().getCode()) {
            case UNAUTHENTICATED, PERMISSION_DENIED ->
                new PeerUnavailableException(
                        node, Kind.NOT_ADMITTED, "expected the node to take this node's certificate", failure);
            case DEADLINE_EXCEEDED ->
                new PeerUnavailableException(node, Kind.SLOW, "expected an answer in time, found none", failure);
            case INVALID_ARGUMENT, RESOURCE_EXHAUSTED, UNIMPLEMENTED, INTERNAL, UNKNOWN, DATA_LOSS ->
                new PeerUnavailableException(
                        node,
                        Kind.GARBAGE,
                        "expected an answer, found " + failure.getStatus().getCode(),
                        failure);
            default ->
                new PeerUnavailableException(
                        node,
                        Kind.UNREACHABLE,
                        "expected a connection, found " + failure.getStatus().getCode(),
                        failure);
        };
    }

    private static Optional<String> certificateRefused(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof CertificateException) {
                return Optional.of(String.valueOf(cause.getMessage()));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
