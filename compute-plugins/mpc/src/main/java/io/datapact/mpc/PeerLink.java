package io.datapact.mpc;

import io.datapact.compute.Cancellation;
import io.datapact.compute.PeerChannel;
import io.datapact.protocols.Link;

/** A peer channel as the protocols see it; looks at the cancellation before each message. */
record PeerLink(PeerChannel channel, Cancellation cancellation) implements Link {
    @Override
    public void send(byte[] message) {
        cancellation.check();
        channel.send(message);
    }

    @Override
    public byte[] receive() {
        cancellation.check();
        return channel.receive();
    }
}
