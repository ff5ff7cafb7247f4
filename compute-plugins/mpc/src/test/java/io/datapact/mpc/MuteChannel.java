package io.datapact.mpc;

import io.datapact.compute.ChannelTotals;
import io.datapact.compute.PeerChannel;

/** A channel whose owner says nothing. */
record MuteChannel(PeerChannel channel) implements PeerChannel {
    @Override
    public int peer() {
        return channel.peer();
    }

    @Override
    public void send(byte[] message) {}

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
