package io.datapact.ledger.chain;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Where the head is published, and where readers wait for it to move. */
final class HeadBoard {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile Head head;
    private volatile Optional<Supplier<RuntimeException>> ending = Optional.empty();

    HeadBoard(Head first) {
        this.head = first;
    }

    Head head() {
        return head;
    }

    void publish(Head newer) {
        lock.lock();
        try {
            head = newer;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all waiting; the first ending stays. */
    void end(Supplier<RuntimeException> reason) {
        lock.lock();
        try {
            if (ending.isEmpty()) {
                ending = Optional.of(reason);
            }
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What ended the board, if something did: a sentence. */
    Optional<String> ended() {
        return ending.map(reason -> String.valueOf(reason.get().getMessage()));
    }

    /** Throws what ended the board, if something did. */
    void requireOpen() {
        if (ending.isPresent()) {
            throw ending.get().get();
        }
    }

    /** Waits until an entry is published, the board ends, or time is over; says whether the entry is there. */
    boolean await(long position, Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (head.size() <= position && ending.isEmpty() && nanos > 0) {
                nanos = moved.awaitNanos(nanos);
            }
            return head.size() > position;
        } finally {
            lock.unlock();
        }
    }

    /** Longest wait that fits into nanoseconds. */
    static Duration bounded(Duration patience) {
        return patience.compareTo(LONGEST) > 0 ? LONGEST : patience;
    }
}
