package io.datapact.contract.task;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.StandingId;
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

    /** A standing approval. */
    public static StateKey<StandingApproval> standing(StandingId standing) {
        return new StateKey<>("standing/" + standing, StandingApproval.class);
    }

    /** What a standing approval has cost in a period. */
    public static StateKey<StandingCaps> standingUsed(StandingId standing, long period) {
        return new StateKey<>("standing-used/" + standing + "/" + StateKey.number(period), StandingCaps.class);
    }

    /** A member's slot for open tasks. */
    public static StateKey<OpenSlot> slot(MemberId member, long slot) {
        return new StateKey<>("slot/" + member + "/" + StateKey.number(slot), OpenSlot.class);
    }
}
