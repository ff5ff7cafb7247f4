package io.datapact.transport.node;

import io.datapact.contract.id.NodeId;
import io.datapact.contract.run.PartyNode;
import io.datapact.node.peer.PeerAdmission;
import io.datapact.node.peer.PeerAnswer;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.transport.CallerIdentity;
import io.grpc.CallCredentials;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Status;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Lets a call leave only towards a server whose TLS certificate is the right one now. gRPC asks it for each call with
 * the connection that the call is to take, before anything of the call is sent; it adds nothing to the call.
 */
final class ServerCheck extends CallCredentials {
    private final Function<PeerIdentity, Optional<String>> objection;

    private ServerCheck(Function<PeerIdentity, Optional<String>> objection) {
        this.objection = objection;
    }

    /** Takes any certificate of a node that is admitted. */
    static ServerCheck of(NodeId node, PeerAdmission admission) {
        return new ServerCheck(found -> other(node, found).or(() -> refused(found, admission)));
    }

    /** Takes the one certificate that a run's start resolved for a party, as long as it is admitted. */
    static ServerCheck pinned(PartyNode party, PeerAdmission admission) {
        return new ServerCheck(found ->
                other(party.node(), found).or(() -> unpinned(party, found)).or(() -> refused(found, admission)));
    }

    private static Optional<String> other(NodeId node, PeerIdentity found) {
        return found.node().equals(node)
                ? Optional.empty()
                : Optional.of("expected node " + node + ", found " + found.node());
    }

    private static Optional<String> unpinned(PartyNode party, PeerIdentity found) {
        return found.tlsCertificate().equals(party.tlsCertificate())
                ? Optional.empty()
                : Optional.of("expected certificate " + party.tlsCertificate() + ", which the run's start names, found "
                        + found.tlsCertificate());
    }

    private static Optional<String> refused(PeerIdentity found, PeerAdmission admission) {
        return admission.refuses(found).map(ServerCheck::told);
    }

    private static String told(PeerAnswer.Refused refused) {
        return refused.reason() + " " + refused.detail();
    }

    @Override
    public void applyRequestMetadata(RequestInfo call, Executor executor, MetadataApplier applier) {
        executor.execute(() -> {
            Optional<String> why = Optional.ofNullable(call.getTransportAttrs().get(Grpc.TRANSPORT_ATTR_SSL_SESSION))
                    .flatMap(CallerIdentity::shownIn)
                    .map(objection)
                    .orElse(Optional.of("expected a member's TLS certificate, found none"));
            if (why.isPresent()) {
                applier.fail(Status.UNAUTHENTICATED.withCause(new CertificateException(why.get())));
            } else {
                applier.apply(new Metadata());
            }
        });
    }
}
