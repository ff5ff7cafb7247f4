package io.datapact.transport.node;

import io.datapact.contract.id.NodeId;
import io.datapact.node.peer.PeerUnavailableException;
import io.datapact.node.peer.PeerUnavailableException.Kind;
import io.datapact.pki.tls.PeerPolicy;
import io.datapact.transport.GrpcTls;
import io.datapact.transport.HostPort;
import io.datapact.transport.PeerAddresses;
import io.datapact.transport.channel.RunChannels;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Connections to other nodes outside runs, one a node, made when needed and idle otherwise. Thread-safe. */
public final class PeerConnections implements AutoCloseable {
    private static final int MOST_NODES = 1024;
    private static final int IDLE_SECONDS = 60;

    private final GrpcTls tls;
    private final PeerAddresses addresses;
    private final Executor callbacks;
    private final Map<NodeId, Connection> open = new HashMap<>();
    private boolean closed;

    /** A connection and where it leads. */
    private record Connection(HostPort address, ManagedChannel channel) {}

    /**
     * No connections yet.
     *
     * @param callbacks runs what answers bring about
     */
    public PeerConnections(GrpcTls tls, PeerAddresses addresses, Executor callbacks) {
        this.tls = tls;
        this.addresses = addresses;
        this.callbacks = callbacks;
    }

    /**
     * The connection to a node; its server must show a valid TLS certificate of the node's member;
     * {@link ServerCheck} judges the rest.
     *
     * @throws PeerUnavailableException if no address is known
     */
    synchronized ManagedChannel to(NodeId node) {
        HostPort address = addresses
                .find(node)
                .orElseThrow(() -> new PeerUnavailableException(
                        node, Kind.UNREACHABLE, "expected an address in the configuration, found none; add it"));
        if (closed || open.size() >= MOST_NODES) {
            throw new PeerUnavailableException(
                    node, Kind.UNREACHABLE, "expected an open transport with at most 1,024 nodes, found another");
        }
        Connection known = open.computeIfAbsent(node, missing -> connect(node, address));
        if (known.address().equals(address)) {
            return known.channel();
        }
        known.channel().shutdown();
        Connection moved = connect(node, address);
        open.put(node, moved);
        return moved.channel();
    }

    private Connection connect(NodeId node, HostPort address) {
        PeerPolicy policy = PeerPolicy.member(node.member().value());
        ManagedChannel channel = NettyChannelBuilder.forAddress(address.host(), address.port())
                .sslContext(tls.calling(policy))
                .executor(callbacks)
                .disableRetry()
                .maxInboundMessageSize(RunChannels.MAXIMUM_FRAME_BYTES)
                .idleTimeout(IDLE_SECONDS, TimeUnit.SECONDS)
                .build();
        return new Connection(address, channel);
    }

    @Override
    public synchronized void close() {
        closed = true;
        open.values().forEach(connection -> connection.channel().shutdownNow());
        open.clear();
    }
}
