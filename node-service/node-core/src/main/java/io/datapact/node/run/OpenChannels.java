package io.datapact.node.run;

import io.datapact.compute.PeerChannel;
import java.util.Map;

/** The channels of one run, closed once: when it is over, or at once when it is cancelled from another thread. */
final class OpenChannels implements AutoCloseable {
    private Map<Integer, PeerChannel> channels = Map.of();
    private boolean closed;
    private volatile boolean cancelled;

    /** Keeps channels to close; closes them at once if it is too late. */
    synchronized Map<Integer, PeerChannel> keep(Map<Integer, PeerChannel> opened) {
        channels = opened;
        if (closed) {
            opened.values().forEach(PeerChannel::close);
        }
        return opened;
    }

    /** Tells the plugin to end, and ends its channels. */
    void cancel() {
        cancelled = true;
        close();
    }

    boolean cancelled() {
        return cancelled;
    }

    @Override
    public synchronized void close() {
        closed = true;
        channels.values().forEach(PeerChannel::close);
    }
}
