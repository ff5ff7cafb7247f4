package io.datapact.ledger.log;

import io.datapact.ledger.work.Turns;
import io.datapact.ledger.work.Worker;
import io.datapact.ledger.work.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One worker that writes: whatever gathered while the disk was syncing becomes the next batch, so the cost of a sync is
 * shared by all who wait for it, and a lone writer waits for no other.
 */
public final class GroupCommit implements AutoCloseable {
    private final SegmentLog log;
    private final Listener listener;
    private final WaitingEntries waiting;
    private final Worker writer;

    /** Hears from the writing worker. */
    public interface Listener {
        /**
         * All entries below this position are durable.
         *
         * @throws LogWriteException if what must be kept beside them cannot be; taken as a failure of the log's disk
         */
        void durable(long size);

        /** The disk failed; nothing more becomes durable. */
        void failed(LogWriteException failure);
    }

    /**
     * Starts the worker; the log is closed by whoever opened it.
     *
     * @param most entries that wait for the disk; {@link #add} then waits
     */
    public GroupCommit(SegmentLog log, Listener listener, Workers workers, int most) {
        this.waiting = new WaitingEntries(most);
        this.log = log;
        this.listener = listener;
        this.writer = workers.start("ledger-writer", new Writing());
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

    /** Writes what waits, then ends the worker. */
    @Override
    public void close() {
        waiting.close();
        writer.awaitEnd();
    }

    /** Each turn writes one batch. */
    private final class Writing implements Turns {
        private Optional<LogWriteException> failure =
                Optional.of(new LogWriteException(log.folder(), new IOException("the writing thread has ended")));

        @Override
        public boolean next(Duration patience) throws InterruptedException {
            List<byte[]> batch = waiting.takeBatch(patience);
            if (batch.isEmpty()) {
                boolean over = waiting.isOver();
                failure = over ? Optional.empty() : failure;
                return !over;
            }
            try {
                log.append(batch);
                listener.durable(log.size());
            } catch (LogWriteException e) {
                failure = Optional.of(e);
                return false;
            }
            return true;
        }

        @Override
        public void end() {
            // Closed first: whoever was told that an entry is taken hears of the failure.
            waiting.close();
            failure.ifPresent(listener::failed);
        }
    }
}
