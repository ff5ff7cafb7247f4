package io.datapact.ledger.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A bounded queue of entries, taken by batches. */
final class WaitingEntries {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> entries = new ArrayDeque<>();
    private final int capacity;
    private boolean closed;

    WaitingEntries(int capacity) {
        this.capacity = capacity;
    }

    /** Adds an entry, waiting for room; false when the queue is closed. */
    boolean add(byte[] entry) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && entries.size() >= capacity) {
                changed.await();
            }
            if (!closed) {
                entries.add(entry);
                changed.signalAll();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits a while for entries and takes as many as fit into a batch. */
    List<byte[]> takeBatch(Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (!closed && entries.isEmpty() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            List<byte[]> batch = new ArrayList<>();
            long bytes = 0;
            while (!entries.isEmpty() && fits(batch.size(), bytes + Batch.space(entries.getFirst()))) {
                bytes += Batch.space(entries.getFirst());
                batch.add(entries.removeFirst());
            }
            changed.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the queue is closed and empty: nothing will ever come out of it. */
    boolean isOver() {
        lock.lock();
        try {
            return closed && entries.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more; what is in stays to be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static boolean fits(int entries, long bytes) {
        return entries < Batch.MAXIMUM_ENTRIES && bytes <= Batch.MAXIMUM_PAYLOAD_BYTES;
    }
}
