package io.datapact.ledger.follow;

import io.datapact.contract.id.Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Commands that this node handed in and that its own replica has not shown in time, whatever the host says of them: a host
 * that withholds a revocation is found by whoever handed it in. Safe for use by several threads.
 */
final class OverdueCommands {
    /** Most that are remembered; the oldest are forgotten first. */
    static final int MAXIMUM = 1_024;

    private final Map<Digest, Overdue> commands = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Overdue> eldest) {
            return size() > MAXIMUM;
        }
    };

    /** Time was over for a command. */
    synchronized void add(Overdue overdue) {
        commands.putIfAbsent(overdue.command(), overdue);
    }

    /** Those that are still not on the ledger. */
    synchronized List<Overdue> list(Predicate<Digest> onLedger) {
        commands.keySet().removeIf(onLedger);
        return List.copyOf(commands.values());
    }
}
