package io.datapact.protocols;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** A few platform threads for the heavy parts of one run. Closing stops them. */
public final class WorkPool implements AutoCloseable {
    /** Most threads of one pool. */
    public static final int MOST_THREADS = 64;

    private final ExecutorService threads;

    /**
     * With so many threads.
     *
     * @param size 1 to 64
     */
    public WorkPool(int size) {
        if (size < 1 || size > MOST_THREADS) {
            throw new IllegalArgumentException("a pool has 1 to " + MOST_THREADS + " threads, asked for " + size);
        }
        threads = Executors.newFixedThreadPool(
                size, Thread.ofPlatform().name("protocol-", 0).daemon().factory());
    }

    /** One thread for each processor, at most {@link #MOST_THREADS}. */
    public static WorkPool ofProcessors() {
        return new WorkPool(Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Works on parts 0 to count - 1 at the same time.
     *
     * @param count of parts, bounded by the caller
     * @param work of one part; what it throws is thrown here
     * @return the results, in order
     */
    public <T> List<T> each(int count, IntFunction<T> work) {
        List<Future<T>> pending = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int part = i;
            pending.add(threads.submit(() -> work.apply(part)));
        }
        List<T> done = new ArrayList<>(count);
        try {
            for (Future<T> future : pending) {
                done.add(future.get());
            }
            return done;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProtocolException(Fault.INTERRUPTED, "this party's thread was interrupted while it computed");
        } finally {
            pending.forEach(future -> future.cancel(false));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
