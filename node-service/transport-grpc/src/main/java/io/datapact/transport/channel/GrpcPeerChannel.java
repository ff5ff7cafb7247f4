package io.datapact.transport.channel;

import io.datapact.compute.ChannelLimits;
import io.datapact.compute.ChannelTotals;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.channel.BoundedInbox;
import io.datapact.compute.channel.ChannelEnd;
import io.datapact.compute.channel.DirectionMeter;
import io.datapact.transport.proto.ChannelFrame;
import io.datapact.transport.proto.Chunk;
import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * One side of an admitted stream. The stream's own thread brings frames in and never waits; it asks for the next frame
 * only while the inbox has room, so a peer can fill no more than that. The plugin's threads send and receive and wait.
 */
final class GrpcPeerChannel implements PeerChannel {
    private final int peer;
    private final ChannelLimits limits;
    private final FrameSender sender;
    private final IntConsumer requestFrames;
    private final Runnable release;
    private final BoundedInbox inbox;
    private final DirectionMeter sent;
    private final DirectionMeter received;
    private final Chunks incoming;
    private final AtomicBoolean paused = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<Optional<ChannelEnd>> end = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<ChannelEnd>> peerEnd = new AtomicReference<>(Optional.empty());

    /**
     * A channel over a stream that both sides have admitted.
     *
     * @param requestFrames asks the stream for so many more frames
     * @param release run once when this side closes
     */
    GrpcPeerChannel(int peer, ChannelLimits limits, FrameSender sender, IntConsumer requestFrames, Runnable release) {
        this.peer = peer;
        this.limits = limits;
        this.sender = sender;
        this.requestFrames = requestFrames;
        this.release = release;
        this.inbox = new BoundedInbox(peer, limits.queuedBytes(), limits.waitForPeer());
        this.sent = new DirectionMeter(peer, limits);
        this.received = new DirectionMeter(peer, limits);
        this.incoming = new Chunks(limits.maximumMessageBytes());
    }

    @Override
    public int peer() {
        return peer;
    }

    @Override
    public void send(byte[] message) {
        requireOpen();
        peerEnd.get().ifPresent(reason -> {
            throw ended(reason.failure(), reason.message());
        });
        try {
            sent.count(message);
            for (ChannelFrame frame : Chunks.cut(message)) {
                sendFrame(frame);
            }
        } catch (RunFailedException e) {
            throw ended(e.failure(), e.detail());
        }
    }

    private void sendFrame(ChannelFrame frame) {
        try {
            switch (sender.send(frame, limits.waitForPeer())) {
                case QUEUED -> {}
                case NO_ROOM ->
                    throw failed(
                            RunFailure.PEER_SLOW,
                            "expected the peer to read within %s, found the queue full"
                                    .formatted(limits.waitForPeer()));
                case ENDED -> throw endOfStream().failed();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(RunFailure.CANCELLED, "the thread that waited was interrupted")
                    .because(e);
        }
    }

    private ChannelEnd endOfStream() {
        return end.get()
                .or(peerEnd::get)
                .orElseGet(() ->
                        new ChannelEnd(peer, RunFailure.PEER_LOST, "expected the connection to hold, found it ended"));
    }

    @Override
    public byte[] receive() {
        requireOpen();
        try {
            byte[] message = inbox.take();
            received.count(message);
            if (inbox.hasRoom() && paused.compareAndSet(true, false)) {
                requestFrames.accept(1);
            }
            return message;
        } catch (RunFailedException e) {
            throw ended(e.failure(), e.detail());
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
        if (closed.getAndSet(true)) {
            return;
        }
        ChannelEnd here = new ChannelEnd(peer, RunFailure.CANCELLED, "this side closed the channel");
        end.compareAndSet(Optional.empty(), Optional.of(here));
        inbox.endNow(end.get().orElseThrow());
        sender.complete();
        release.run();
    }

    /** Asks for the first frame after the handshake. */
    void start() {
        requestFrames.accept(1);
    }

    /** Takes a frame; called by the stream's thread alone. */
    void onFrame(ChannelFrame frame) {
        if (!frame.hasChunk() || Chunks.isIdle(frame.getChunk())) {
            breakOff(
                    Status.INVALID_ARGUMENT,
                    new ChannelEnd(
                            peer, RunFailure.PEER_GARBAGE, "expected a chunk of a message, found another frame"));
        } else if (incoming.exceededBy(frame.getChunk())) {
            breakOff(
                    Status.RESOURCE_EXHAUSTED,
                    new ChannelEnd(
                            peer,
                            RunFailure.MESSAGE_TOO_LARGE,
                            "expected messages of at most %d bytes, found a larger one"
                                    .formatted(limits.maximumMessageBytes())));
        } else {
            onChunk(frame.getChunk());
        }
    }

    private void onChunk(Chunk chunk) {
        boolean room = incoming.add(chunk).map(inbox::add).orElse(true);
        if (room) {
            requestFrames.accept(1);
            return;
        }
        paused.set(true);
        if (inbox.hasRoom() && paused.compareAndSet(true, false)) {
            requestFrames.accept(1);
        }
    }

    /** The peer has sent everything and closed. */
    void onPeerClosed() {
        onLost(new ChannelEnd(peer, RunFailure.PEER_LOST, "the peer closed the channel"));
    }

    /** The stream broke; what had arrived can still be received. */
    void onLost(ChannelEnd reason) {
        peerEnd.compareAndSet(Optional.empty(), Optional.of(reason));
        inbox.endAfterQueue(reason);
        sender.stop();
    }

    private void breakOff(Status status, ChannelEnd reason) {
        peerEnd.compareAndSet(Optional.empty(), Optional.of(reason));
        inbox.endAfterQueue(reason);
        sender.fail(status.withDescription("the frame is not one of this channel"));
    }

    private void requireOpen() {
        Optional<ChannelEnd> reached = end.get();
        if (reached.isPresent()) {
            throw reached.get().failed();
        }
    }

    private RunFailedException failed(RunFailure failure, String message) {
        return new ChannelEnd(peer, failure, message).failed();
    }

    private RunFailedException ended(RunFailure failure, String message) {
        end.compareAndSet(Optional.empty(), Optional.of(new ChannelEnd(peer, failure, message)));
        return end.get().orElseThrow().failed();
    }
}
