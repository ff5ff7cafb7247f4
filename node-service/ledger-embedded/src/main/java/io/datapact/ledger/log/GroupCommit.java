package io.datapact.ledger.log;

import java.util.List;

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
        try {
            List<byte[]> batch = waiting.takeBatch();
            while (!batch.isEmpty()) {
                log.append(batch);
                listener.durable(log.size());
                batch = waiting.takeBatch();
            }
        } catch (LogWriteException e) {
            listener.failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.close();
        }
    }
}
