package io.datapact.ledger.follow;

import io.datapact.ledger.serve.WireBounds;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.pki.tls.PeerPolicy;
import io.datapact.pki.tls.TlsContexts;
import io.datapact.pki.tls.TlsIdentity;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Opens the connection to a host: mutual TLS 1.3, the host's name checked, messages bounded. */
final class HostChannel {
    private static final long KEEP_ALIVE_SECONDS = 10;
    private static final long KEEP_ALIVE_ANSWER_SECONDS = 10;

    private HostChannel() {}

    static ManagedChannel open(String host, int port, TlsIdentity identity) {
        try {
            SslContextBuilder builder = GrpcSslContexts.configure(SslContextBuilder.forClient()
                    .keyManager(TlsContexts.keyManager(identity))
                    .trustManager(TlsContexts.trustManager(identity.roots(), PeerPolicy.anyMember(), Clock.systemUTC()))
                    .protocols(TlsContexts.PROTOCOL));
            return NettyChannelBuilder.forAddress(host, port)
                    .sslContext(builder.build())
                    .maxInboundMessageSize(WireBounds.MAXIMUM_REPLY_BYTES)
                    .maxInboundMetadataSize(WireBounds.MAXIMUM_HEADER_BYTES)
                    .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                    .keepAliveTimeout(KEEP_ALIVE_ANSWER_SECONDS, TimeUnit.SECONDS)
                    .disableRetry()
                    .build();
        } catch (SSLException e) {
            throw new LedgerUnavailableException("cannot use the TLS identity " + identity.material(), e);
        }
    }
}
