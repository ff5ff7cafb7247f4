package io.datapact.contract.rules;

import io.datapact.contract.id.TaskId;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskState;
import java.util.Optional;

/** Derives a task's state: contract.md section 4. */
public final class TaskStates {
    private TaskStates() {}

    /**
     * A task's state, first that fits: CLOSED, EXPIRED, APPROVED, PROPOSED.
     *
     * @param t transaction time, millis since the epoch
     * @return nothing where there is no such task
     */
    public static Optional<TaskState> of(StateReader reader, TaskId task, long t) {
        return reader.read(TaskKeys.task(task)).map(found -> of(reader, found, t));
    }

    private static TaskState of(StateReader reader, Task task, long t) {
        TaskId id = task.manifest().task();
        if (reader.has(TaskKeys.closed(id))) {
            return TaskState.CLOSED;
        }
        if (t > task.manifest().limits().notAfter()) {
            return TaskState.EXPIRED;
        }
        boolean approved = Approvals.allStand(reader, task.manifest(), Slots.needed(reader, task.manifest()), t);
        return approved ? TaskState.APPROVED : TaskState.PROPOSED;
    }

    /** Refuses unless the task is neither closed nor past. */
    static void requireOpen(StateReader reader, Task task, long t) {
        boolean closed = reader.has(TaskKeys.closed(task.manifest().task()));
        RefusedException.require(!closed, Reason.STATE_FORBIDS, TaskState.CLOSED);
        boolean past = t > task.manifest().limits().notAfter();
        RefusedException.require(!past, Reason.STATE_FORBIDS, TaskState.EXPIRED);
    }
}
