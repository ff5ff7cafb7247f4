package io.datapact.compute.memory;

import io.datapact.compute.ChannelLimits;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailure;
import io.datapact.compute.channel.BoundedInbox;
import io.datapact.compute.channel.ChannelEnd;
import java.util.ArrayList;
import java.util.List;

/** Channels among all parties of one process, each pair with a bounded queue each way. Not encrypted: same process. */
public final class InMemoryChannels implements AutoCloseable {
    private static final int MOST_PARTIES = 16;

    private final int parties;
    private final List<InMemoryChannel> channels = new ArrayList<>();

    private InMemoryChannels(int parties, ChannelLimits limits) {
        this.parties = parties;
        List<BoundedInbox> inboxes = new ArrayList<>();
        for (int link = 0; link < parties * parties; link++) {
            inboxes.add(new BoundedInbox(link / parties, limits.queuedBytes(), limits.waitForPeer()));
        }
        for (int here = 0; here < parties; here++) {
            for (int peer = 0; peer < parties; peer++) {
                BoundedInbox in = inboxes.get(peer * parties + here);
                BoundedInbox out = inboxes.get(here * parties + peer);
                channels.add(new InMemoryChannel(here, peer, limits, in, out));
            }
        }
    }

    /**
     * Connects every party with every other.
     *
     * @param parties 2 to 16
     */
    public static InMemoryChannels mesh(int parties, ChannelLimits limits) {
        if (parties < 2 || parties > MOST_PARTIES) {
            throw new IllegalArgumentException("expected 2 to 16 parties, found " + parties);
        }
        return new InMemoryChannels(parties, limits);
    }

    /** A mesh with the standard limits and 1 TiB in all. */
    public static InMemoryChannels mesh(int parties) {
        return mesh(parties, ChannelLimits.standard(1L << 40));
    }

    /** How many parties there are. */
    public int parties() {
        return parties;
    }

    /** The end at {@code here} of the connection to {@code peer}. */
    public PeerChannel channel(int here, int peer) {
        return end(here, peer);
    }

    /** Breaks the connection of two parties as a lost network does: what is queued is gone, both see PEER_LOST. */
    public void cut(int one, int other) {
        end(one, other).lose();
        end(other, one).lose();
    }

    private InMemoryChannel end(int here, int peer) {
        if (here == peer || here < 0 || peer < 0 || here >= parties || peer >= parties) {
            throw new IllegalArgumentException(
                    "expected two different parties of 0 to %d, found %d and %d".formatted(parties - 1, here, peer));
        }
        return channels.get(here * parties + peer);
    }

    @Override
    public void close() {
        channels.forEach(InMemoryChannel::close);
    }

    static ChannelEnd lost(int peer, String message) {
        return new ChannelEnd(peer, RunFailure.PEER_LOST, message);
    }
}
