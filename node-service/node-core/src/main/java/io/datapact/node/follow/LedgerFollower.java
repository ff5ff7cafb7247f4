package io.datapact.node.follow;

import io.datapact.node.ledger.Ledger;
import io.datapact.node.ledger.LedgerClosedException;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.LedgerSubscription;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.LedgerUpdate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads the ledger from its genesis, in order, on a thread of its own: notes where runs start, tells listeners of each
 * entry, and wakes whoever waits for something to change. When the ledger's host is caught lying it stops and says so;
 * nothing this node does goes on from there.
 */
public final class LedgerFollower implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Ledger ledger;
    private final StartMarks marks;
    private final List<LedgerListener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long changes;
    private long position = -1;
    private Optional<String> fault = Optional.empty();
    private volatile boolean closed;
    private volatile Thread thread;

    /**
     * Follows a ledger.
     *
     * @param marks notes the starts that concern this node
     */
    public LedgerFollower(Ledger ledger, StartMarks marks) {
        this.ledger = ledger;
        this.marks = marks;
        this.thread = Thread.ofPlatform().name("ledger-follower").daemon().unstarted(this::follow);
    }

    /** Adds a listener; before {@link #start} only. */
    public void listen(LedgerListener listener) {
        listeners.add(listener);
    }

    /** Begins to read. */
    public void start() {
        thread.start();
    }

    /** Position of the newest entry that listeners have heard of, -1 before the first. */
    public long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /** Why following has stopped for good, or empty. */
    public Optional<String> fault() {
        lock.lock();
        try {
            return fault;
        } finally {
            lock.unlock();
        }
    }

    /** A count of what has changed, to be given to {@link #awaitChange}. */
    public long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /** Wakes those who wait: something changed beside the ledger. */
    public void wake() {
        lock.lock();
        try {
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something has changed since a count was taken, or until patience ends.
     *
     * @throws InterruptedException if the thread is asked to end
     */
    public void awaitChange(long seen, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (changes == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until listeners have heard of an entry; no longer once following has stopped for good.
     *
     * @return whether they have
     * @throws InterruptedException if the thread is asked to end
     */
    public boolean awaitPosition(long wanted, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (position < wanted && left > 0 && fault.isEmpty()) {
                left = changed.awaitNanos(left);
            }
            return position >= wanted;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void follow() {
        try (LedgerSubscription entries = ledger.eventsFrom(0)) {
            while (!closed) {
                entries.poll(PATIENCE).ifPresent(this::apply);
            }
        } catch (LedgerDivergedException e) {
            stop("the ledger's host was caught at position " + e.position() + ": " + e.getMessage());
        } catch (LedgerUnavailableException e) {
            stop("the ledger cannot be read here: " + e.getMessage() + "; then start this node again");
        } catch (LedgerClosedException e) {
            stop("the ledger was closed here");
        } catch (InterruptedException e) {
            stop("following was ended here");
        }
    }

    private void apply(LedgerUpdate update) {
        marks.applied(update);
        listeners.forEach(listener -> listener.applied(update));
        lock.lock();
        try {
            position = update.position();
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void stop(String why) {
        lock.lock();
        try {
            fault = Optional.of(why);
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
