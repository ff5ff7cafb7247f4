package io.datapact.transport;

import io.datapact.node.peer.PeerAdmission;
import io.datapact.node.peer.PeerClient;
import io.datapact.node.peer.PeerNetwork;
import io.datapact.node.peer.PeerRequests;
import io.datapact.pki.tls.TlsIdentity;
import io.datapact.transport.channel.RunChannels;
import io.datapact.transport.node.GrpcPeerClient;
import io.datapact.transport.node.NodePeerService;
import io.datapact.transport.node.PeerConnections;
import io.datapact.transport.proto.PeerChannelsGrpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A node's transport: one listening port for everything that other nodes send, the network that connects runs, and the
 * client for messages outside them.
 *
 * <p>The flow: start it with the node's TLS identity and its {@link PeerRequests}; hand {@link #network()} to whatever
 * runs tasks and {@link #client()} to whatever asks peers; close it last. Everybody who connects proves a valid
 * certificate of the role tls in TLS 1.3; channels of runs are pinned to the certificates that the start names.
 */
public final class NodeTransport implements AutoCloseable {
    private static final int MOST_CALLS_A_CONNECTION = 64;
    private static final int CLOSE_SECONDS = 2;

    private final Server server;
    private final ScheduledExecutorService timer;
    private final PeerConnections connections;
    private final PeerNetwork network;
    private final PeerClient client;

    private NodeTransport(
            TransportSettings settings,
            TlsIdentity identity,
            Clock clock,
            PeerAddresses addresses,
            PeerAdmission admission,
            PeerRequests requests)
            throws IOException {
        GrpcTls tls = new GrpcTls(identity, clock);
        this.timer = timer();
        ThreadFactory virtual = Thread.ofVirtual().name("transport-", 0).factory();
        Executor threads = task -> virtual.newThread(task).start();
        this.connections = new PeerConnections(tls, addresses, threads);
        RunChannels channels = new RunChannels(tls, addresses, timer, threads, settings.callWait());
        this.network = channels.network();
        this.client = new GrpcPeerClient(connections, admission, settings.callWait(), settings.maximumShareBytes());
        this.server = NettyServerBuilder.forAddress(new InetSocketAddress(settings.host(), settings.port()))
                .sslContext(tls.listening())
                .executor(threads)
                .callExecutor(new CallThreads(threads))
                .intercept(new CallerIdentity())
                .addService(channels.service())
                .addService(new NodePeerService(requests, settings.maximumShareBytes(), settings.callWait(), timer))
                .maxInboundMessageSize(RunChannels.MAXIMUM_FRAME_BYTES)
                .maxConcurrentCallsPerConnection(MOST_CALLS_A_CONNECTION)
                .flowControlWindow(RunChannels.WINDOW_BYTES)
                .build();
        server.start();
    }

    /** What it was to end and has ended is forgotten at once, for a share may hang on it. */
    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("transport-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /**
     * Starts listening.
     *
     * @param clock certificates are judged as of it
     * @param admission judges whoever is called; who calls is for the requests to judge
     * @throws TransportStartException if the port is taken or the address is none of this machine's
     */
    public static NodeTransport start(
            TransportSettings settings,
            TlsIdentity identity,
            Clock clock,
            PeerAddresses addresses,
            PeerAdmission admission,
            PeerRequests requests) {
        try {
            return new NodeTransport(settings, identity, clock, addresses, admission, requests);
        } catch (IOException e) {
            throw new TransportStartException(
                    "expected to listen on %s port %d, found: %s; choose another"
                            .formatted(settings.host(), settings.port(), e.getMessage()),
                    e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.getPort();
    }

    /** Connects runs. */
    public PeerNetwork network() {
        return network;
    }

    /** Asks other nodes. */
    public PeerClient client() {
        return client;
    }

    /** Ends every connection. Channels still open end with PEER_LOST on both sides. */
    @Override
    public void close() {
        connections.close();
        server.shutdownNow();
        try {
            server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
    }

    /** Streams of channels on the connection's own thread, which never waits for them; all else in threads of their own. */
    private static final class CallThreads implements ServerCallExecutorSupplier {
        private final Executor threads;

        private CallThreads(Executor threads) {
            this.threads = threads;
        }

        @Override
        public <Q, A> Executor getExecutor(ServerCall<Q, A> call, Metadata headers) {
            boolean channel =
                    Objects.equals(call.getMethodDescriptor().getServiceName(), PeerChannelsGrpc.SERVICE_NAME);
            return channel ? Runnable::run : threads;
        }
    }
}
