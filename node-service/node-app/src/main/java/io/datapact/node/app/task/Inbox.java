package io.datapact.node.app.task;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.task.TaskManifest;
import io.datapact.node.task.InboxItem;
import java.util.List;

/** What waits for this member's approvers. */
record Inbox(List<Item> waiting) {
    static Inbox of(List<InboxItem> items) {
        return new Inbox(items.stream().map(Item::of).toList());
    }

    /**
     * A task that waits.
     *
     * @param manifest   the digest that an approval names
     * @param columns    {@code dataset version: columns}, one line an input
     * @param until      when the task expires, millis since the epoch
     * @param words      the task in sentences: who asks, what would run, on what, for what, what it reveals to whom
     * @param difference lines of what differs from the last task of this kind that the member approved
     * @param earlier    whether there was one
     * @param complete   whether the parameters are here; without them nobody should approve
     * @param proposal   the whole manifest
     */
    record Item(
            TaskId task,
            Digest manifest,
            MemberId asker,
            Code operation,
            Code purpose,
            List<String> columns,
            long until,
            List<String> words,
            List<String> difference,
            boolean earlier,
            boolean complete,
            TaskManifest proposal) {
        static Item of(InboxItem item) {
            TaskManifest manifest = item.manifest();
            return new Item(
                    manifest.task(),
                    item.digest(),
                    manifest.proposer(),
                    manifest.algorithm().operation(),
                    manifest.purpose(),
                    manifest.inputs().stream()
                            .map(input ->
                                    input.dataset() + " " + input.version() + ": " + String.join(", ", input.columns()))
                            .toList(),
                    manifest.limits().notAfter(),
                    item.words(),
                    item.difference(),
                    item.earlier(),
                    item.complete(),
                    manifest);
        }
    }
}
