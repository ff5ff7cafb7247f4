package io.datapact.ledger.local;

import io.datapact.contract.id.Digest;
import io.datapact.node.ledger.SubmitOutcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Outcomes that wait for the disk, in the order of the log. Safe for use by several threads. */
final class InFlight {
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();

    /**
     * An outcome to give once the log is long enough.
     *
     * @param size    entries that must be durable
     * @param command digest of the payload
     */
    record Waiting(
            long size, Digest command, SubmitOutcome.Committed receipt, CompletableFuture<SubmitOutcome> outcome) {}

    void add(Waiting waiting) {
        queue.add(waiting);
    }

    /** Gives all outcomes that a durable size allows. */
    synchronized void complete(long durable) {
        Optional<Waiting> head = Optional.ofNullable(queue.peek());
        while (head.isPresent() && head.get().size() <= durable) {
            queue.remove();
            head.get().outcome().complete(head.get().receipt());
            head = Optional.ofNullable(queue.peek());
        }
    }

    /** Nothing more becomes durable: nobody knows whether what waits will be found at the next start. */
    synchronized void abandon(String detail) {
        Optional<Waiting> head = Optional.ofNullable(queue.poll());
        while (head.isPresent()) {
            Waiting waiting = head.get();
            waiting.outcome().complete(new SubmitOutcome.Unknown(waiting.command(), detail));
            head = Optional.ofNullable(queue.poll());
        }
    }
}
