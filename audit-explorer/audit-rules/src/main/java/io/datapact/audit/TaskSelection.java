package io.datapact.audit;

import io.datapact.audit.proof.KeyKind;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.state.Write;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What goes into a task's bundle: the first and the last entry, those that write facts of the task, those that the rules' questions about them
 * lead to, and so on until no question leads further.
 *
 * @param entries positions
 * @param starts  positions of the task's starts, by the size of the checkpoint before each; 0 where there is none
 * @param reads   the sizes at which each key was asked for
 */
record TaskSelection(SortedSet<Long> entries, SortedMap<Long, Long> starts, Map<String, NavigableSet<Long>> reads) {
    TaskSelection {
        entries = Collections.unmodifiableSortedSet(entries);
        starts = Collections.unmodifiableSortedMap(starts);
        reads = Collections.unmodifiableMap(reads);
    }

    static TaskSelection of(TaskLedger ledger, long exported, MemberId exporter) {
        TaskId task = ledger.source().task();
        TreeSet<Long> entries = new TreeSet<>(List.of(0L, ledger.size() - 1));
        TreeMap<Long, Long> starts = new TreeMap<>();
        ledger.forEach(entry -> {
            for (Write write : entry.writes()) {
                if (KeyKind.isOf(task, write.key())) {
                    entries.add(entry.position());
                }
                if (write.key().startsWith("run/" + task + "/")) {
                    starts.merge(ledger.before(entry.position()), entry.position(), Math::max);
                }
            }
        });
        starts.forEach((from, start) -> {
            for (long position = from; position < start; position++) {
                entries.add(position);
            }
        });
        TaskReads reads = new TaskReads(ledger, exported, exporter);
        Map<String, NavigableSet<Long>> asked = reads.of(entries);
        while (entries.addAll(writers(ledger, asked))) {
            asked = reads.of(entries);
        }
        return new TaskSelection(entries, starts, asked);
    }

    /** The entries that wrote to the keys asked for, but for those whose values come and go. */
    private static SortedSet<Long> writers(TaskLedger ledger, Map<String, NavigableSet<Long>> asked) {
        TreeSet<Long> writers = new TreeSet<>();
        ledger.forEach(entry -> {
            boolean writes = entry.writes().stream()
                    .map(Write::key)
                    .anyMatch(key -> asked.containsKey(key) && !KeyKind.isReversible(key));
            if (writes) {
                writers.add(entry.position());
            }
        });
        return writers;
    }

    /** The keys to prove at a checkpoint, of which all entries up to {@code until} are in the bundle. */
    SortedSet<String> keys(long size, long until) {
        TreeSet<String> keys = new TreeSet<>();
        reads.forEach((key, sizes) -> {
            Long next = sizes.ceiling(size);
            if (!KeyKind.isReversible(key) || (next != null && next <= until)) {
                keys.add(key);
            }
        });
        return keys;
    }
}
