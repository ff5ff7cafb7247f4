package io.datapact.transport;

import io.datapact.pki.tls.PeerPolicy;
import io.datapact.pki.tls.TlsContexts;
import io.datapact.pki.tls.TlsIdentity;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.time.Clock;
import javax.net.ssl.SSLException;

/** TLS 1.3 with both certificates for gRPC; by BoringSSL where its native library loads, otherwise by the JDK. */
public final class GrpcTls {
    private static final SslProvider PROVIDER = OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;

    private final TlsIdentity identity;
    private final Clock clock;

    /** TLS under one identity; certificates are judged as of the clock. */
    public GrpcTls(TlsIdentity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    /** For the side that listens: demands a valid certificate of some member. */
    public SslContext listening() {
        return build(SslContextBuilder.forServer(TlsContexts.keyManager(identity))
                .trustManager(TlsContexts.trustManager(identity.roots(), PeerPolicy.anyMember(), clock))
                .clientAuth(ClientAuth.REQUIRE));
    }

    /** For the side that calls: takes only those whom the policy names. */
    public SslContext calling(PeerPolicy policy) {
        return build(SslContextBuilder.forClient()
                .keyManager(TlsContexts.keyManager(identity))
                .trustManager(TlsContexts.trustManager(identity.roots(), policy, clock)));
    }

    private static SslContext build(SslContextBuilder builder) {
        try {
            return GrpcSslContexts.configure(builder.protocols(TlsContexts.PROTOCOL), PROVIDER)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("cannot set up TLS 1.3 for gRPC: " + e.getMessage(), e);
        }
    }
}
