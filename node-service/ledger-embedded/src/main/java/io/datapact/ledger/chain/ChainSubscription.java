package io.datapact.ledger.chain;

import io.datapact.node.ledger.LedgerClosedException;
import io.datapact.node.ledger.LedgerSubscription;
import io.datapact.node.ledger.LedgerUpdate;
import java.time.Duration;
import java.util.Optional;

/** A reader's place in a chain. */
final class ChainSubscription implements LedgerSubscription {
    /** How often a waiting reader looks whether it was closed meanwhile. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Chain chain;
    private long next;
    private volatile boolean closed;

    ChainSubscription(Chain chain, long first) {
        if (first < 0) {
            throw new IllegalArgumentException("expected a position of at least 0, found " + first);
        }
        this.chain = chain;
        this.next = first;
    }

    @Override
    public Optional<LedgerUpdate> poll(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + HeadBoard.bounded(patience).toNanos();
        long left = Math.max(0, deadline - System.nanoTime());
        while (!await(left)) {
            chain.requireOpen();
            left = deadline - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
        }
        LedgerUpdate update = chain.update(next);
        next++;
        return Optional.of(update);
    }

    @Override
    public long position() {
        return next;
    }

    @Override
    public void close() {
        closed = true;
    }

    private boolean await(long nanos) throws InterruptedException {
        if (closed) {
            throw new LedgerClosedException("this subscription was closed; open another one from position " + next);
        }
        return chain.await(next, Duration.ofNanos(Math.min(nanos, LOOK.toNanos())));
    }
}
