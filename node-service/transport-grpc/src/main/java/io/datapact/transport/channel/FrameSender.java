package io.datapact.transport.channel;

import io.datapact.transport.proto.ChannelFrame;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.CallStreamObserver;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes frames to a stream, one thread at a time, each only once the transport has room. Thread-safe; after the stream
 * has ended, by whichever side, nothing more is written.
 */
final class FrameSender {
    private final CallStreamObserver<ChannelFrame> stream;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean stopped;
    private boolean ended;

    FrameSender(CallStreamObserver<ChannelFrame> stream) {
        this.stream = stream;
    }

    /** What became of a frame. */
    enum Sent {
        /** The transport has it. */
        QUEUED,
        /** The transport had no room within the wait. */
        NO_ROOM,
        /** The stream has ended, or nobody reads it. */
        ENDED
    }

    /** The transport may have room again. */
    void ready() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Writes without waiting for room: for the one Hello. */
    void sendNow(ChannelFrame frame) {
        lock.lock();
        try {
            if (!ended) {
                stream.onNext(frame);
            }
        } finally {
            lock.unlock();
        }
    }

    Sent send(ChannelFrame frame, Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (!ended && !stopped && !stream.isReady()) {
                if (left <= 0) {
                    return Sent.NO_ROOM;
                }
                left = changed.awaitNanos(left);
            }
            if (ended || stopped) {
                return Sent.ENDED;
            }
            stream.onNext(frame);
            return Sent.QUEUED;
        } finally {
            lock.unlock();
        }
    }

    /** Ends this half after what is queued. */
    void complete() {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                stream.onCompleted();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream at once. */
    void fail(Status status) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                stream.onError(new StatusRuntimeException(status));
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nobody reads any more: whoever waits for room is woken, later frames are not written. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
