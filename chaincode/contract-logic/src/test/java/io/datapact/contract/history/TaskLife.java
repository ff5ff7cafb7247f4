package io.datapact.contract.history;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.TaskManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a drawer of histories remembers of a task. */
final class TaskLife {
    /** A little less than what policies say. */
    private static final long STANDS_MILLIS = 14_000_000;

    final TaskManifest task;
    final Digest digest;
    final List<MemberId> needed;
    final long slots;
    final SortedMap<String, Long> seqs = new TreeMap<>();
    final SortedMap<String, Long> approved = new TreeMap<>();
    final List<RunLife> runs = new ArrayList<>();

    /** The payer's name for its hold, a member's for its deposit, of the next run. */
    final SortedSet<String> locks = new TreeSet<>();

    boolean closed;

    TaskLife(TaskManifest task, List<MemberId> needed, long slots) {
        this.task = task;
        this.digest = task.digest();
        this.needed = needed;
        this.slots = slots;
    }

    static String slot(MemberId member, long slot) {
        return member + "/" + slot;
    }

    long seq(MemberId member, long slot) {
        return seqs.getOrDefault(slot(member, slot), 0L);
    }

    /** Slots that do not stand, as far as members remember. */
    List<String> lacking(long time) {
        List<String> lacking = new ArrayList<>();
        for (MemberId member : needed) {
            for (long slot = 1; slot <= slots; slot++) {
                Long at = approved.get(slot(member, slot));
                if (at == null || time - at > STANDS_MILLIS) {
                    lacking.add(slot(member, slot));
                }
            }
        }
        return lacking;
    }

    /** The run that started last. */
    Optional<RunLife> run() {
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
    }

    /** The run to come, which may be one too many. */
    RunId next() {
        return new RunId(task.task(), runs.size() + 1L);
    }

    boolean isOpen(long time) {
        return !closed
                && time <= task.limits().notAfter()
                && runs.size() < task.limits().runs();
    }
}
