package io.datapact.ledger.log;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One thread that writes: whatever gathered while the disk was syncing becomes the next batch, so the cost of a sync is
 * shared by all who wait for it, and a lone writer waits for no other.
 */
public final class GroupCommit implements AutoCloseable {
    /** Most entries that wait for the disk; {@link #add} then waits. */
    public static final int MAXIMUM_WAITING = 2 * SegmentLog.MAXIMUM_BATCH_ENTRIES;

    private final SegmentLog log;
    private final Listener listener;
    private final WaitingEntries waiting = new WaitingEntries(MAXIMUM_WAITING);
    private final Thread writer;

    /** Hears from the writing thread. */
    public interface Listener {
        /** All entries below this position are durable. */
        void durable(long size);

        /** The disk failed; nothing more becomes durable. */
        void failed(LogWriteException failure);
    }

    /** Starts the thread; the log is closed by whoever opened it. */
    public GroupCommit(SegmentLog log, Listener listener) {
        this.log = log;
        this.listener = listener;
        this.writer = Thread.ofPlatform().name("ledger-writer").daemon().unstarted(this::run);
        this.writer.start();
    }

    /**
     * Hands over the next entry; waits while too many wait already.
     *
     * @param entry not changed afterwards by anybody
     * @return false if the writer takes nothing more, because it was closed or the disk failed
     */
    public boolean add(byte[] entry) throws InterruptedException {
        return waiting.add(entry);
    }

    /** Writes what waits, then ends the thread. */
    @Override
    public void close() {
        waiting.close();
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Optional<LogWriteException> failure =
                Optional.of(new LogWriteException(log.folder(), new IOException("the writing thread has ended")));
        try {
            List<byte[]> batch = waiting.takeBatch();
            while (!batch.isEmpty()) {
                log.append(batch);
                listener.durable(log.size());
                batch = waiting.takeBatch();
            }
            failure = Optional.empty();
        } catch (LogWriteException e) {
            failure = Optional.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Closed first: whoever was told that an entry is taken hears of the failure.
            waiting.close();
            failure.ifPresent(listener::failed);
        }
    }
}
