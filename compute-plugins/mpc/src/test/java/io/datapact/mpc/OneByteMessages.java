package io.datapact.mpc;

import io.datapact.compute.ChannelTotals;
import io.datapact.compute.PeerChannel;

/** A channel on which nothing but messages of one byte come in. */
record OneByteMessages(PeerChannel channel) implements PeerChannel {
    @Override
    public int peer() {
        return channel.peer();
    }

    @Override
    public void send(byte[] message) {
        channel.send(message);
    }

    @Override
    public byte[] receive() {
        return new byte[1];
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
