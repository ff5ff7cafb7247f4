package io.datapact.node.testing;

import io.datapact.node.ledger.LedgerSubscription;
import io.datapact.node.ledger.LedgerUpdate;
import java.time.Duration;
import java.util.Optional;

/** Delivers a memory ledger's entries in order. For one thread. */
final class MemorySubscription implements LedgerSubscription {
    private final MemoryLedger ledger;
    private long position;

    MemorySubscription(MemoryLedger ledger, long position) {
        this.ledger = ledger;
        this.position = position;
    }

    @Override
    public Optional<LedgerUpdate> poll(Duration patience) throws InterruptedException {
        Optional<LedgerUpdate> next = ledger.await(position, patience);
        position += next.isPresent() ? 1 : 0;
        return next;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() {}
}
