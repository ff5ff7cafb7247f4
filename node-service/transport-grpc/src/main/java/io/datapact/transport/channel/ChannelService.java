package io.datapact.transport.channel;

import io.datapact.compute.channel.ChannelEnd;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.transport.CallerIdentity;
import io.datapact.transport.proto.ChannelFrame;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The called side of channels: reads the caller's Hello, admits or refuses it. */
final class ChannelService {
    private final AwaitedSessions sessions;
    private final ScheduledExecutorService timer;
    private final Duration helloWait;

    /**
     * Serves the channels that are awaited.
     *
     * @param helloWait longest wait for a caller's Hello
     */
    ChannelService(AwaitedSessions sessions, ScheduledExecutorService timer, Duration helloWait) {
        this.sessions = sessions;
        this.timer = timer;
        this.helloWait = helloWait;
    }

    /** Begins a stream; the answer takes the caller's frames. */
    StreamObserver<ChannelFrame> exchange(StreamObserver<ChannelFrame> answers) {
        ServerCallStreamObserver<ChannelFrame> stream = (ServerCallStreamObserver<ChannelFrame>) answers;
        CalledSide side = new CalledSide(stream, CallerIdentity.current());
        stream.disableAutoRequest();
        stream.setOnReadyHandler(side.sender::ready);
        stream.setOnCancelHandler(side::onCancelled);
        stream.request(1);
        return side;
    }

    /** One stream, from its first frame on. Its methods are called by one thread at a time. */
    private final class CalledSide implements StreamObserver<ChannelFrame> {
        private final ServerCallStreamObserver<ChannelFrame> stream;
        private final PeerIdentity caller;
        private final FrameSender sender;
        private final ScheduledFuture<?> silence;
        private Optional<GrpcPeerChannel> channel = Optional.empty();
        private boolean helloSeen;

        private CalledSide(ServerCallStreamObserver<ChannelFrame> stream, PeerIdentity caller) {
            this.stream = stream;
            this.caller = caller;
            this.sender = new FrameSender(stream);
            this.silence = timer.schedule(
                    () -> sender.fail(Status.DEADLINE_EXCEEDED.withDescription("expected a Hello")),
                    helloWait.toMillis(),
                    TimeUnit.MILLISECONDS);
        }

        @Override
        public void onNext(ChannelFrame frame) {
            if (channel.isPresent()) {
                channel.get().onFrame(frame);
            } else if (helloSeen || !frame.hasHello()) {
                sender.fail(Status.INVALID_ARGUMENT.withDescription("expected one Hello first"));
            } else {
                helloSeen = true;
                silence.cancel(false);
                judge(frame);
            }
        }

        private void judge(ChannelFrame frame) {
            switch (sessions.admit(caller, frame.getHello())) {
                case AwaitedSessions.Admission.Refused(Status status) -> sender.fail(status);
                case AwaitedSessions.Admission.Admitted(AwaitedSession session) -> admit(session);
            }
        }

        private void admit(AwaitedSession session) {
            GrpcPeerChannel admitted = new GrpcPeerChannel(
                    session.expected().from(),
                    session.limits(),
                    sender,
                    stream::request,
                    () -> sessions.forget(session));
            channel = Optional.of(admitted);
            sender.sendNow(session.expected().reversed().toFrame());
            if (session.arrival().complete(admitted)) {
                admitted.start();
            } else {
                admitted.close();
            }
        }

        private void onCancelled() {
            silence.cancel(false);
            channel.ifPresent(open -> open.onLost(lost(open.peer())));
        }

        @Override
        public void onError(Throwable ignored) {
            onCancelled();
        }

        @Override
        public void onCompleted() {
            silence.cancel(false);
            if (channel.isPresent()) {
                channel.get().onPeerClosed();
            } else {
                sender.fail(Status.INVALID_ARGUMENT.withDescription("expected a Hello before the end"));
            }
        }

        private ChannelEnd lost(int peer) {
            return StatusFailures.name(peer, Status.CANCELLED);
        }
    }
}
