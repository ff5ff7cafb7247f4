package io.datapact.transport.channel;

import io.datapact.node.peer.PeerNetwork;
import io.datapact.transport.GrpcTls;
import io.datapact.transport.PeerAddresses;
import io.grpc.BindableService;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** Both sides of run channels at one node: the service to be served, and the network that connects runs. */
public final class RunChannels {
    /** Bound of any frame that a node takes, in bytes. */
    public static final int MAXIMUM_FRAME_BYTES = Chunks.MAXIMUM_FRAME_BYTES;

    /** HTTP/2 window of a connection and of each stream, in bytes. */
    public static final int WINDOW_BYTES = 8 << 20;

    private static final int LARGEST_THRESHOLD_BYTES = 4 << 20;

    private final BindableService service;
    private final GrpcPeerNetwork network;

    /**
     * The channels of one node.
     *
     * @param timer ends what takes too long; its tasks do not block
     * @param callers runs outgoing calls, which block
     * @param helloWait longest wait for a caller's handshake
     */
    public RunChannels(
            GrpcTls tls,
            PeerAddresses addresses,
            ScheduledExecutorService timer,
            Executor callers,
            Duration helloWait) {
        AwaitedSessions sessions = new AwaitedSessions();
        this.service = ExchangeMethod.service(new ChannelService(sessions, timer, helloWait)::exchange);
        this.network = new GrpcPeerNetwork(sessions, new ChannelDialer(tls, addresses, timer), callers);
    }

    /** To be served on the stream's own thread (direct executor); its methods do not block. */
    public BindableService service() {
        return service;
    }

    /** Connects runs. */
    public PeerNetwork network() {
        return network;
    }

    /** Bytes that a stream may hold before a sender waits. */
    public static int readyThreshold(long queuedBytes) {
        return (int) Math.min(queuedBytes, LARGEST_THRESHOLD_BYTES);
    }
}
