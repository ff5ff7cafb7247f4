package io.datapact.ledger.chain;

import io.datapact.contract.rules.Event;
import java.util.ArrayList;
import java.util.List;

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

    /** All of them by position. Safe for use by several threads. */
    static final class Entries {
        private final List<Applied> entries = new ArrayList<>();

        synchronized void add(Applied entry) {
            entries.add(entry);
        }

        synchronized Applied get(long position) {
            return entries.get(Math.toIntExact(position));
        }

        synchronized long size() {
            return entries.size();
        }
    }
}
