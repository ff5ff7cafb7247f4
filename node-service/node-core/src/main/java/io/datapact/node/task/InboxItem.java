package io.datapact.node.task;

import io.datapact.contract.id.Digest;
import io.datapact.contract.task.TaskManifest;
import java.util.List;

/**
 * A task that waits for this member's approval.
 *
 * @param digest     what an approval names
 * @param words      the task in sentences
 * @param difference lines of what differs from the last task of the same proposer and algorithm that this member
 *                   approved; empty if nothing differs or there was none
 * @param earlier    whether there was one
 * @param complete   whether the body is here; without it nobody should approve
 */
public record InboxItem(
        TaskManifest manifest,
        Digest digest,
        List<String> words,
        List<String> difference,
        boolean earlier,
        boolean complete) {
    /** Copies the lists. */
    public InboxItem {
        words = List.copyOf(words);
        difference = List.copyOf(difference);
    }
}
