package io.datapact.node.follow;

import io.datapact.node.ledger.LedgerUpdate;

/** Hears of each entry, in order, on the follower's thread; must return at once and never throw. */
@FunctionalInterface
public interface LedgerListener {
    /** An entry was applied to the replica. */
    void applied(LedgerUpdate update);
}
