package io.datapact.compute.channel;

import io.datapact.compute.RunFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Messages of one direction that wait for their reader, bounded in bytes. It ends once: softly, after what is queued,
 * or at once. Each message costs some bytes more than its length, so that the queue is bounded in empty messages too.
 */
public final class BoundedInbox {
    private static final long MESSAGE_OVERHEAD_BYTES = 64;

    private final int peer;
    private final long boundBytes;
    private final Duration wait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<byte[]> queue = new ArrayDeque<>();
    private long queuedBytes;
    private Optional<ChannelEnd> end = Optional.empty();

    /**
     * An empty inbox.
     *
     * @param peer party index of whoever sends into it, named in failures
     * @param boundBytes bytes that may wait
     * @param wait longest wait of a reader or a writer
     */
    public BoundedInbox(int peer, long boundBytes, Duration wait) {
        this.peer = peer;
        this.boundBytes = boundBytes;
        this.wait = wait;
    }

    /** What became of a message given. */
    public enum Put {
        /** It waits for the reader. */
        QUEUED,
        /** No room came free within the wait. */
        NO_ROOM,
        /** The inbox has ended. */
        ENDED
    }

    /** Adds a message, waiting for room. */
    public Put put(byte[] message) {
        lock.lock();
        try {
            if (!waitUntil(() -> end.isPresent() || hasRoomFor(message))) {
                return Put.NO_ROOM;
            }
            if (end.isPresent()) {
                return Put.ENDED;
            }
            enqueue(message);
            return Put.QUEUED;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds a message without waiting, for transports that ask for one message at a time; it may pass the bound once.
     *
     * @return whether there is room for more
     */
    public boolean add(byte[] message) {
        lock.lock();
        try {
            if (end.isEmpty()) {
                enqueue(message);
            }
            return queuedBytes < boundBytes;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the next message, waiting for it.
     *
     * @throws io.datapact.compute.RunFailedException the end if it was reached, or PEER_SLOW
     */
    public byte[] take() {
        lock.lock();
        try {
            if (!waitUntil(() -> end.isPresent() || !queue.isEmpty())) {
                throw new ChannelEnd(peer, RunFailure.PEER_SLOW, "expected a message within " + wait + ", found none")
                        .failed();
            }
            if (queue.isEmpty()) {
                throw end.orElseThrow().failed();
            }
            byte[] message = queue.remove();
            queuedBytes -= cost(message);
            changed.signalAll();
            return message;
        } finally {
            lock.unlock();
        }
    }

    /** Whether another message may be asked for. */
    public boolean hasRoom() {
        lock.lock();
        try {
            return queuedBytes < boundBytes;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the inbox after what is queued; the first end stays. */
    public void endAfterQueue(ChannelEnd reason) {
        lock.lock();
        try {
            if (end.isEmpty()) {
                end = Optional.of(reason);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the inbox at once and drops what is queued; overrides a soft end. */
    public void endNow(ChannelEnd reason) {
        lock.lock();
        try {
            end = Optional.of(reason);
            queue.clear();
            queuedBytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomFor(byte[] message) {
        return queue.isEmpty() || queuedBytes + cost(message) <= boundBytes;
    }

    private void enqueue(byte[] message) {
        queue.add(message);
        queuedBytes += cost(message);
        changed.signalAll();
    }

    private static long cost(byte[] message) {
        return MESSAGE_OVERHEAD_BYTES + message.length;
    }

    /** Waits, with the lock held, for a state that others signal; false if it did not come within the wait. */
    private boolean waitUntil(BooleanSupplier reached) {
        try {
            long left = wait.toNanos();
            while (!reached.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChannelEnd(peer, RunFailure.CANCELLED, "the thread that waited was interrupted")
                    .failed()
                    .because(e);
        }
    }
}
