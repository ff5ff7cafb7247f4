package io.datapact.ledger.chain;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.rules.Event;
import io.datapact.contract.state.StateView;
import io.datapact.contract.state.Write;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Entries and states of every position. Those since a snapshot are in memory; when somebody asks for what was before it,
 * the entries up to it are replayed once, and kept from then on. One thread applies; any thread reads.
 */
final class History {
    private final long base;
    private final long baseTime;
    private final VersionedState state = new VersionedState();
    private final Applied.Entries applied = new Applied.Entries();
    private final Supplier<History> before;
    private Optional<History> past = Optional.empty();

    /** From the genesis on. */
    History() {
        this.base = 0;
        this.baseTime = 0;
        this.before = () -> this;
    }

    /**
     * From a snapshot on.
     *
     * @param before gives what was before, whole; takes as long as a replay
     */
    History(Snapshot snapshot, Supplier<History> before) {
        this.base = snapshot.size();
        this.baseTime = snapshot.time();
        this.before = before;
        snapshot.state().forEach(held -> state.restore(held.key(), held.position(), held.value()));
    }

    /** Entries that are not in memory for themselves. */
    long base() {
        return base;
    }

    /** Number of entries applied. */
    long size() {
        return base + applied.size();
    }

    /** Time of an entry; 0 before the genesis. */
    long time(long position) {
        if (position < 0) {
            return 0;
        }
        return position == base - 1 ? baseTime : at(position).time();
    }

    /** What is kept of an entry. */
    Applied at(long position) {
        return position >= base ? applied.get(position - base) : past().at(position);
    }

    /** The state right after an entry. */
    StateView stateAt(long position) {
        return versions(position).at(position);
    }

    /** The versions that know the state right after an entry. */
    VersionedState versions(long position) {
        return position >= base - 1 ? state : past().versions(position);
    }

    /** Applies an entry. */
    void apply(LogEntry entry, List<Event> events) {
        state.apply(entry.position(), entry.writes());
        applied.add(new Applied(
                entry.time(), events, entry.writes().stream().map(Write::key).toList()));
    }

    private synchronized History past() {
        History whole = past.orElseGet(before);
        past = Optional.of(whole);
        return whole;
    }
}
