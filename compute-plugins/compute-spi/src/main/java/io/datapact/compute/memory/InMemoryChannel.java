package io.datapact.compute.memory;

import io.datapact.compute.ChannelLimits;
import io.datapact.compute.ChannelTotals;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.channel.BoundedInbox;
import io.datapact.compute.channel.ChannelEnd;
import io.datapact.compute.channel.DirectionMeter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One end of a pair of queues. */
final class InMemoryChannel implements PeerChannel {
    private final int here;
    private final int peer;
    private final ChannelLimits limits;
    private final BoundedInbox in;
    private final BoundedInbox out;
    private final DirectionMeter sent;
    private final DirectionMeter received;
    private final AtomicReference<Optional<ChannelEnd>> end = new AtomicReference<>(Optional.empty());

    InMemoryChannel(int here, int peer, ChannelLimits limits, BoundedInbox in, BoundedInbox out) {
        this.here = here;
        this.peer = peer;
        this.limits = limits;
        this.in = in;
        this.out = out;
        this.sent = new DirectionMeter(peer, limits);
        this.received = new DirectionMeter(peer, limits);
    }

    @Override
    public int peer() {
        return peer;
    }

    @Override
    public void send(byte[] message) {
        requireOpen();
        try {
            sent.count(message);
        } catch (RunFailedException e) {
            throw ended(e.failure(), e.detail());
        }
        switch (out.put(message)) {
            case QUEUED -> {}
            case NO_ROOM ->
                throw ended(
                        RunFailure.PEER_SLOW,
                        "expected the peer to read within %s, found the queue full".formatted(limits.waitForPeer()));
            case ENDED -> throw ended(RunFailure.PEER_LOST, "expected the peer to listen, found its side closed");
        }
    }

    @Override
    public byte[] receive() {
        requireOpen();
        try {
            byte[] message = in.take();
            received.count(message);
            return message;
        } catch (RunFailedException e) {
            end.compareAndSet(Optional.empty(), Optional.of(new ChannelEnd(peer, e.failure(), e.detail())));
            throw e;
        }
    }

    @Override
    public ChannelTotals totals() {
        DirectionMeter.Reading out = sent.read();
        DirectionMeter.Reading in = received.read();
        return new ChannelTotals(
                out.messages(), out.bytes(), out.transcript(), in.messages(), in.bytes(), in.transcript());
    }

    @Override
    public void close() {
        ChannelEnd here = new ChannelEnd(peer, RunFailure.CANCELLED, "this side closed the channel");
        end.compareAndSet(Optional.empty(), Optional.of(here));
        in.endNow(end.get().orElseThrow());
        out.endAfterQueue(InMemoryChannels.lost(this.here, "the peer closed the channel"));
    }

    void lose() {
        ChannelEnd lost = InMemoryChannels.lost(peer, "the connection was cut");
        end.compareAndSet(Optional.empty(), Optional.of(lost));
        in.endNow(lost);
    }

    private void requireOpen() {
        Optional<ChannelEnd> reached = end.get();
        if (reached.isPresent()) {
            throw reached.get().failed();
        }
    }

    private RunFailedException ended(RunFailure failure, String message) {
        ChannelEnd reason = new ChannelEnd(peer, failure, message);
        end.compareAndSet(Optional.empty(), Optional.of(reason));
        return end.get().orElseThrow().failed();
    }
}
