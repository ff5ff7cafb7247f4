package io.datapact.transport.channel;

import io.datapact.compute.ChannelLimits;
import io.datapact.compute.PeerChannel;
import io.datapact.contract.id.Digest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A peer's call that this node waits for, and what it must prove. */
final class AwaitedSession {
    private final Binding expected;
    private final Digest pinned;
    private final ChannelLimits limits;
    private final CompletableFuture<PeerChannel> arrival = new CompletableFuture<>();
    private final AtomicBoolean taken = new AtomicBoolean();

    /**
     * Waits.
     *
     * @param expected what the peer must say
     * @param pinned the TLS certificate it must show
     */
    AwaitedSession(Binding expected, Digest pinned, ChannelLimits limits) {
        this.expected = expected;
        this.pinned = pinned;
        this.limits = limits;
    }

    Binding expected() {
        return expected;
    }

    Digest pinned() {
        return pinned;
    }

    ChannelLimits limits() {
        return limits;
    }

    /** Ends with the peer's channel, or with why there is none. */
    CompletableFuture<PeerChannel> arrival() {
        return arrival;
    }

    /** Takes the one place; false if somebody has. */
    boolean take() {
        return taken.compareAndSet(false, true);
    }
}
