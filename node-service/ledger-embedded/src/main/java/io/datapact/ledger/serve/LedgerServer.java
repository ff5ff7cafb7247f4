package io.datapact.ledger.serve;

import io.datapact.contract.id.Digest;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.pki.tls.PeerPolicy;
import io.datapact.pki.tls.TlsContexts;
import io.datapact.pki.tls.TlsIdentity;
import io.grpc.Server;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Serves a ledger over mutual TLS 1.3. The ledger is closed by whoever opened it, after the server. */
public final class LedgerServer implements AutoCloseable {
    private static final long KEEP_ALIVE_SECONDS = 5;
    private static final long HANDSHAKE_SECONDS = 10;
    private static final long GRACE_SECONDS = 5;

    private final Server server;
    private final HostService service;
    private final ExecutorService calls;

    private LedgerServer(Server server, HostService service, ExecutorService calls) {
        this.server = server;
        this.service = service;
        this.calls = calls;
    }

    /**
     * Starts serving.
     *
     * @param address   where to listen; port 0 takes a free one
     * @param identity  the host's certificate and key, and the roots that clients' certificates must come from
     * @param bootstrap digests of client certificates that are admitted without being registered
     * @throws LedgerUnavailableException if the address cannot be listened on
     */
    public static LedgerServer start(
            LocalLedger ledger,
            InetSocketAddress address,
            TlsIdentity identity,
            Set<Digest> bootstrap,
            Clock clock,
            HostLog log) {
        Admission admission = new Admission(ledger.replica(), bootstrap, clock);
        HostService service = new HostService(ledger, admission, log);
        ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
        try {
            Server server = NettyServerBuilder.forAddress(address)
                    .sslContext(tls(identity, clock))
                    .executor(calls)
                    .addService(service)
                    .intercept(new AdmissionInterceptor(admission, log))
                    .maxInboundMessageSize(WireBounds.MAXIMUM_REQUEST_BYTES)
                    .maxInboundMetadataSize(WireBounds.MAXIMUM_HEADER_BYTES)
                    .maxConcurrentCallsPerConnection(ledger.bounds().callsOfOneClient())
                    .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
                    .permitKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                    .permitKeepAliveWithoutCalls(true)
                    .build()
                    .start();
            return new LedgerServer(server, service, calls);
        } catch (IOException e) {
            calls.shutdownNow();
            throw new LedgerUnavailableException(
                    "cannot listen on " + address + ": " + e.getMessage() + "; choose another address or port", e);
        }
    }

    /** The port listened on. */
    public int port() {
        return server.getPort();
    }

    /** Takes no more calls, lets those under way end, then cuts them. */
    @Override
    public void close() {
        server.shutdown();
        service.stopFollowing();
        try {
            if (!server.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        calls.shutdown();
    }

    private static SslContext tls(TlsIdentity identity, Clock clock) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forServer(TlsContexts.keyManager(identity))
                .trustManager(TlsContexts.trustManager(identity.roots(), PeerPolicy.anyMember(), clock))
                .clientAuth(ClientAuth.REQUIRE)
                .protocols(TlsContexts.PROTOCOL);
        return GrpcSslContexts.configure(builder).build();
    }
}
