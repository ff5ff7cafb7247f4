package io.datapact.node.ledger;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.rules.Event;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** An entry of the ledger, verified by this replica. Equal to another with the same entry and events. */
public final class LedgerUpdate {
    private final long position;
    private final LogEntry entry;
    private final Supplier<List<Event>> events;

    /**
     * With its events.
     *
     * @param position place in the order, from 0 (the genesis), without gaps
     * @param entry    the signed command with its context and writes
     */
    public LedgerUpdate(long position, LogEntry entry, List<Event> events) {
        List<Event> own = List.copyOf(events);
        this.position = position;
        this.entry = entry;
        this.events = () -> own;
    }

    /**
     * With events that are found when they are asked for.
     *
     * @param events gives the same list each time
     */
    public LedgerUpdate(long position, LogEntry entry, Supplier<List<Event>> events) {
        this.position = position;
        this.entry = entry;
        this.events = events;
    }

    /** Place in the order, from 0 (the genesis), without gaps. */
    public long position() {
        return position;
    }

    /** The signed command with its context and writes. */
    public LogEntry entry() {
        return entry;
    }

    /** What the rule book says happened. For entries long ago a replica may have to replay its log to tell. */
    public List<Event> events() {
        return events.get();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LedgerUpdate update
                && position == update.position
                && entry.equals(update.entry)
                && events().equals(update.events());
    }

    @Override
    public int hashCode() {
        return Objects.hash(position, entry);
    }

    @Override
    public String toString() {
        return "LedgerUpdate[position=" + position + ", entry=" + entry + "]";
    }
}
