package io.datapact.transport.channel;

import io.datapact.compute.ChannelLimits;
import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailure;
import io.datapact.compute.channel.ChannelEnd;
import io.datapact.transport.proto.ChannelFrame;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** One stream that this side opened, from the handshake to its end. Called by the stream's thread, one call at a time. */
final class Attempt implements ClientResponseObserver<ChannelFrame, ChannelFrame> {
    private final Binding mine;
    private final ChannelLimits limits;
    private final Runnable release;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final AtomicReference<Optional<ClientCallStreamObserver<ChannelFrame>>> stream =
            new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<FrameSender>> sender = new AtomicReference<>(Optional.empty());
    private Optional<GrpcPeerChannel> channel = Optional.empty();

    /** How it went. */
    sealed interface Outcome {
        /** Both sides have admitted one another. */
        record Connected(PeerChannel channel) implements Outcome {}

        /** They have not. */
        record Failed(Status status, ChannelEnd end) implements Outcome {}
    }

    /**
     * An attempt to reach the party that the binding names.
     *
     * @param release run when the channel that comes of it is closed
     */
    Attempt(Binding mine, ChannelLimits limits, Runnable release) {
        this.mine = mine;
        this.limits = limits;
        this.release = release;
    }

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<ChannelFrame> requests) {
        FrameSender frames = new FrameSender(requests);
        requests.disableAutoRequestWithInitial(1);
        requests.setOnReadyHandler(frames::ready);
        stream.set(Optional.of(requests));
        sender.set(Optional.of(frames));
    }

    /** Says Hello; after the stream was started. */
    void begin() {
        frames().sendNow(mine.toFrame());
    }

    /** Ends the stream, which did not answer. */
    void giveUp() {
        calls().cancel("no answer to the handshake in time", null);
    }

    @Override
    public void onNext(ChannelFrame frame) {
        if (channel.isPresent()) {
            channel.get().onFrame(frame);
            return;
        }
        Optional<String> difference = frame.hasHello()
                ? mine.reversed().differsFrom(frame.getHello())
                : Optional.of("expected a Hello first, found another frame");
        if (difference.isPresent()) {
            ChannelEnd end = new ChannelEnd(
                    mine.to(),
                    frame.hasHello() ? RunFailure.PEER_NOT_ADMITTED : RunFailure.PEER_GARBAGE,
                    difference.get());
            outcome.complete(new Outcome.Failed(Status.FAILED_PRECONDITION, end));
            calls().cancel("the answer to the handshake is not the one expected", null);
            return;
        }
        GrpcPeerChannel admitted = new GrpcPeerChannel(mine.to(), limits, frames(), calls()::request, release);
        channel = Optional.of(admitted);
        if (outcome.complete(new Outcome.Connected(admitted))) {
            admitted.start();
        } else {
            admitted.close();
        }
    }

    @Override
    public void onError(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        ChannelEnd end = StatusFailures.name(mine.to(), status);
        channel.ifPresent(open -> open.onLost(end));
        outcome.complete(new Outcome.Failed(status, end));
    }

    @Override
    public void onCompleted() {
        channel.ifPresent(GrpcPeerChannel::onPeerClosed);
        outcome.complete(new Outcome.Failed(
                Status.FAILED_PRECONDITION,
                new ChannelEnd(
                        mine.to(), RunFailure.PEER_GARBAGE, "expected an answer to the handshake, found the end")));
    }

    private FrameSender frames() {
        return sender.get().orElseThrow();
    }

    private ClientCallStreamObserver<ChannelFrame> calls() {
        return stream.get().orElseThrow();
    }
}
