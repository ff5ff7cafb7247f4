package io.datapact.node.ledger;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.rules.Event;
import java.util.List;

/**
 * An entry of the ledger, verified by this replica.
 *
 * @param position place in the order, from 0 (the genesis), without gaps
 * @param entry    the signed command with its context and writes
 * @param events   what the rule book says happened
 */
public record LedgerUpdate(long position, LogEntry entry, List<Event> events) {
    public LedgerUpdate {
        events = List.copyOf(events);
    }
}
