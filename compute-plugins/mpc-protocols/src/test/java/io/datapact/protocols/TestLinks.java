package io.datapact.protocols;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Links among parties of one process, with little room: a protocol that needs more stands still and fails. */
public final class TestLinks {
    private static final int ROOM = 16;
    private static final long WAIT_SECONDS = 5;

    private final int parties;
    private final List<BlockingQueue<byte[]>> queues = new ArrayList<>();
    private final List<List<byte[]>> seen = new ArrayList<>();
    private final List<UnaryOperator<byte[]>> changes = new ArrayList<>();
    private volatile boolean lost;

    public TestLinks(int parties) {
        this.parties = parties;
        for (int i = 0; i < parties * parties; i++) {
            queues.add(new ArrayBlockingQueue<>(ROOM));
            seen.add(new ArrayList<>());
            changes.add(message -> message);
        }
    }

    /** Changes what goes from one party to another; an operator that returns an empty array means it. */
    public TestLinks change(int from, int to, UnaryOperator<byte[]> change) {
        changes.set(from * parties + to, change);
        return this;
    }

    /** Changes one message of a direction, counted from 0. */
    public TestLinks changeOne(int from, int to, int number, UnaryOperator<byte[]> change) {
        int[] count = {0};
        return change(from, to, message -> count[0]++ == number ? change.apply(message) : message);
    }

    /** All messages that a party received from another so far. */
    public List<byte[]> received(int here, int peer) {
        return seen.get(peer * parties + here);
    }

    /** Everything that waits ends with {@link LostException}. */
    public void lose() {
        lost = true;
        queues.forEach(BlockingQueue::clear);
    }

    public Link link(int here, int peer) {
        int out = here * parties + peer;
        int in = peer * parties + here;
        return new Link() {
            @Override
            public void send(byte[] message) {
                offer(queues.get(out), changes.get(out).apply(message));
            }

            @Override
            public byte[] receive() {
                byte[] message = poll(queues.get(in));
                seen.get(in).add(message);
                return message;
            }
        };
    }

    private void offer(BlockingQueue<byte[]> queue, byte[] message) {
        try {
            for (int i = 0; i < WAIT_SECONDS * 100; i++) {
                if (lost) {
                    throw new LostException();
                }
                if (queue.offer(message, 10, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw new LostException();
    }

    private byte[] poll(BlockingQueue<byte[]> queue) {
        try {
            for (int i = 0; i < WAIT_SECONDS * 100; i++) {
                byte[] message = queue.poll(10, TimeUnit.MILLISECONDS);
                if (message != null) {
                    return message;
                }
                if (lost) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw new LostException();
    }

    /** Runs the parties at the same time; a failure is thrown and ends the others; rather not one that followed. */
    public <T> List<T> run(List<Callable<T>> work) {
        List<RuntimeException> failures = new ArrayList<>();
        List<T> results = runAll(work, failures);
        if (!failures.isEmpty()) {
            throw failures.stream()
                    .filter(failure -> !(failure instanceof LostException))
                    .findFirst()
                    .orElse(failures.getFirst());
        }
        return results;
    }

    /** Runs the parties at the same time and collects what failed, in party order. */
    public <T> List<T> runAll(List<Callable<T>> work, List<RuntimeException> failures) {
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> party : work) {
                running.add(threads.submit(() -> {
                    try {
                        return party.call();
                    } catch (RuntimeException e) {
                        lose();
                        throw e;
                    }
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : running) {
                collect(future, results, failures);
            }
            return results;
        }
    }

    private static <T> void collect(Future<T> future, List<T> results, List<RuntimeException> failures) {
        try {
            results.add(future.get());
        } catch (ExecutionException e) {
            failures.add(e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How these links end when the peer is gone. */
    public static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
