package io.datapact.compute.testing;

import io.datapact.compute.ChannelTotals;
import io.datapact.compute.PeerChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** A channel whose sender cheats: each message passes through a function that may change it. */
public final class TamperingChannel implements PeerChannel {
    private final PeerChannel channel;
    private final Tamper tamper;
    private final AtomicInteger sent = new AtomicInteger();

    /** What is done to a message. */
    @FunctionalInterface
    public interface Tamper {
        /**
         * Changes a message.
         *
         * @param number of the message on this channel, from 0
         * @param message as the plugin gave it; may be changed and returned
         */
        byte[] apply(int number, byte[] message);
    }

    /** Wraps a channel. */
    public TamperingChannel(PeerChannel channel, Tamper tamper) {
        this.channel = channel;
        this.tamper = tamper;
    }

    /** Flips one bit of one message. */
    public static Tamper flipBit(int message, int bit) {
        return (number, bytes) -> {
            if (number == message && bytes.length > 0) {
                bytes[bit / 8 % bytes.length] ^= (byte) (1 << (bit % 8));
            }
            return bytes;
        };
    }

    /** Replaces one message. */
    public static Tamper replace(int message, byte[] other) {
        return (number, bytes) -> number == message ? other.clone() : bytes;
    }

    @Override
    public int peer() {
        return channel.peer();
    }

    @Override
    public void send(byte[] message) {
        channel.send(tamper.apply(sent.getAndIncrement(), message));
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
