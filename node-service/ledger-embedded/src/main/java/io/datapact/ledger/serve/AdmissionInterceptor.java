package io.datapact.ledger.serve;

import io.datapact.contract.id.Digest;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Turns away calls of clients that are not admitted; the others' certificate goes with the call. */
final class AdmissionInterceptor implements ServerInterceptor {
    /** Digest of the calling client's certificate. */
    static final Context.Key<Digest> CLIENT = Context.key("client");

    private final Admission admission;
    private final HostLog log;

    AdmissionInterceptor(Admission admission, HostLog log) {
        this.admission = admission;
        this.log = log;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Optional<Digest> client = Optional.ofNullable(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION))
                .flatMap(AdmissionInterceptor::certificate);
        if (client.isEmpty()) {
            return refuse(call, Status.UNAUTHENTICATED, "expected a client certificate, found none");
        }
        Optional<String> refusal = admission.refusal(client.get());
        if (refusal.isPresent()) {
            log.clientRefused(client.get(), refusal.get());
            return refuse(call, Status.PERMISSION_DENIED, refusal.get());
        }
        return Contexts.interceptCall(Context.current().withValue(CLIENT, client.get()), call, headers, next);
    }

    private static <Q, R> ServerCall.Listener<Q> refuse(ServerCall<Q, R> call, Status status, String why) {
        call.close(status.withDescription(why), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private static Optional<Digest> certificate(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length == 0 ? Optional.empty() : Optional.of(Digest.of(chain[0].getEncoded()));
        } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
            return Optional.empty();
        }
    }
}
