package io.datapact.audit.rule;

import io.datapact.audit.history.Step;
import io.datapact.contract.command.TaskCommand.ApproveTask;
import io.datapact.contract.command.TaskCommand.RevokeApproval;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Certificate;
import io.datapact.contract.task.TaskManifest;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The newest entry of each approval slot, by the commands of a history. */
final class SlotEntries {
    private final Map<TaskId, SortedMap<ApprovalSlot, Entry>> newest = new TreeMap<>();

    /**
     * What was last said in a slot.
     *
     * @param approved whether it was an approval, not a revocation
     * @param time     of the entry, millis since the epoch
     * @param standing the standing approval by which a machine approved
     */
    record Entry(boolean approved, long time, Certificate signer, Optional<StandingId> standing, Reference reference) {}

    /** Takes an approval or revocation, and gives the slots that it touches; none of any other command. */
    SortedSet<ApprovalSlot> step(Step step) {
        if (step.signer().isEmpty()) {
            return Collections.emptySortedSet();
        }
        Certificate signer = step.signer().get();
        return switch (step.command()) {
            case ApproveTask approval -> {
                Optional<TaskManifest> manifest = step.before().manifest(approval.task());
                SortedSet<ApprovalSlot> slots = manifest.map(
                                found -> Approvers.filled(step.before(), found, approval, signer.member()))
                        .orElse(Collections.emptySortedSet());
                put(approval.task(), slots, new Entry(true, step.time(), signer, approval.standing(), at(step)));
                yield slots;
            }
            case RevokeApproval revocation -> {
                long number = revocation.slot().orElse(ApprovalSlot.FIRST);
                SortedSet<ApprovalSlot> slots = new TreeSet<>();
                slots.add(new ApprovalSlot(signer.member(), number));
                put(revocation.task(), slots, new Entry(false, step.time(), signer, Optional.empty(), at(step)));
                yield slots;
            }
            default -> Collections.emptySortedSet();
        };
    }

    /** What stands in a task's slots. */
    SortedMap<ApprovalSlot, Entry> of(TaskId task) {
        return Collections.unmodifiableSortedMap(newest.getOrDefault(task, Collections.emptySortedMap()));
    }

    private void put(TaskId task, SortedSet<ApprovalSlot> slots, Entry entry) {
        SortedMap<ApprovalSlot, Entry> entries = newest.computeIfAbsent(task, key -> new TreeMap<>());
        slots.forEach(slot -> entries.put(slot, entry));
    }

    private static Reference at(Step step) {
        return Reference.of(step.file());
    }
}
