package io.datapact.transport;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.NodeId;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.pki.certificate.CertificateDigest;
import io.datapact.pki.certificate.MemberSubject;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Tells services who calls, from the connection's certificate; calls without one are refused. */
public final class CallerIdentity implements ServerInterceptor {
    private static final Context.Key<PeerIdentity> CALLER = Context.key("datapact-caller");

    /** Who calls, within a call that passed this interceptor. */
    public static PeerIdentity current() {
        return Optional.ofNullable(CALLER.get())
                .orElseThrow(() -> new IllegalStateException("expected a caller in this call's context, found none"));
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Optional<PeerIdentity> caller = Optional.ofNullable(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION))
                .flatMap(CallerIdentity::shownIn);
        if (caller.isEmpty()) {
            call.close(Status.UNAUTHENTICATED.withDescription("expected a member's TLS certificate"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return Contexts.interceptCall(Context.current().withValue(CALLER, caller.get()), call, headers, next);
    }

    /** Whom the other side of a connection has proven to be, or empty. */
    public static Optional<PeerIdentity> shownIn(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate leaf ? of(leaf) : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    private static Optional<PeerIdentity> of(X509Certificate leaf) {
        Digest digest = new Digest(CertificateDigest.of(leaf).hex());
        return MemberSubject.of(leaf.getSubjectX500Principal())
                .map(subject -> new PeerIdentity(new NodeId(subject.member() + "/" + subject.handle()), digest));
    }
}
