package io.datapact.ledger.chain;

import io.datapact.contract.rules.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is kept in memory of an entry besides its writes.
 *
 * @param time   transaction time, millis since the epoch
 * @param events what happened
 * @param keys   that it wrote
 */
record Applied(long time, List<Event> events, List<String> keys) {
    Applied {
        events = List.copyOf(events);
        keys = List.copyOf(keys);
    }

    /** Those from a position on. Safe for use by several threads. */
    static final class Entries {
        private final List<Applied> entries = new ArrayList<>();
        private long first;

        Entries(long first) {
            this.first = first;
        }

        synchronized void add(Applied entry) {
            entries.add(entry);
        }

        /** One of them; empty where it is before the first. */
        synchronized Optional<Applied> get(long position) {
            return position < first ? Optional.empty() : Optional.of(entries.get(Math.toIntExact(position - first)));
        }

        /** Position of the first. */
        synchronized long first() {
            return first;
        }

        /** Position behind the last. */
        synchronized long end() {
            return first + entries.size();
        }

        /** Forgets those before a position. */
        synchronized void forget(long before) {
            int many = Math.clamp(before - first, 0, entries.size());
            entries.subList(0, many).clear();
            first += many;
        }
    }
}
