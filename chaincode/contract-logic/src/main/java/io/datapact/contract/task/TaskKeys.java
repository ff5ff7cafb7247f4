package io.datapact.contract.task;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.state.StateKey;

/** The keys of tasks. */
public final class TaskKeys {
    private TaskKeys() {}

    /** A task. */
    public static StateKey<Task> task(TaskId task) {
        return new StateKey<>("task/" + task, Task.class);
    }

    /** The closing marker. */
    public static StateKey<ClosedTask> closed(TaskId task) {
        return new StateKey<>("closed/" + task, ClosedTask.class);
    }

    /** A member's approval slot; slots count from 1. */
    public static StateKey<Approval> approval(TaskId task, MemberId member, long slot) {
        return new StateKey<>("approval/" + task + "/" + member + "/" + StateKey.number(slot), Approval.class);
    }

    /** A member's slot for open tasks. */
    public static StateKey<OpenSlot> slot(MemberId member, long slot) {
        return new StateKey<>("slot/" + member + "/" + StateKey.number(slot), OpenSlot.class);
    }
}
