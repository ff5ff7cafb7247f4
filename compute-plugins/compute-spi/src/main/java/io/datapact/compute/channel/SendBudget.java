package io.datapact.compute.channel;

import io.datapact.compute.ChannelTotals;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import java.util.concurrent.atomic.AtomicLong;

/** What a party may send to all its peers together in one run; guards each of its channels. Thread-safe. */
public final class SendBudget {
    private final long totalBytes;
    private final AtomicLong spent = new AtomicLong();

    /**
     * A budget of which nothing is spent.
     *
     * @param totalBytes most bytes of messages to all peers together
     */
    public SendBudget(long totalBytes) {
        this.totalBytes = totalBytes;
    }

    /** The channel, sending only what the budget allows; LIMIT otherwise, before anything of the message leaves. */
    public PeerChannel guard(PeerChannel channel) {
        return new Guarded(channel);
    }

    private void spend(int peer, int bytes) {
        long now = spent.addAndGet(bytes);
        if (now > totalBytes) {
            throw RunFailedException.at(
                    peer,
                    RunFailure.LIMIT,
                    "expected at most %d bytes to all peers in the run, found %d".formatted(totalBytes, now));
        }
    }

    private final class Guarded implements PeerChannel {
        private final PeerChannel channel;

        private Guarded(PeerChannel channel) {
            this.channel = channel;
        }

        @Override
        public int peer() {
            return channel.peer();
        }

        @Override
        public void send(byte[] message) {
            spend(channel.peer(), message.length);
            channel.send(message);
        }

        @Override
        public byte[] receive() {
            return channel.receive();
        }

        @Override
        public ChannelTotals totals() {
            return channel.totals();
        }

        @Override
        public void close() {
            channel.close();
        }
    }
}
