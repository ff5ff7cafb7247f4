package io.datapact.node.app.task;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.rules.Slots;
import io.datapact.contract.rules.TaskStates;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.Task;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskState;
import io.datapact.node.app.run.RunViews;
import io.datapact.node.ledger.Replica;
import io.datapact.node.ledger.ReplicaView;
import io.datapact.node.task.TaskList;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** How tasks stand on this node's replica. */
public final class TaskViews {
    private final Replica replica;
    private final TaskList tasks;
    private final RunViews runs;
    private final InstantSource clock;

    /** Looks at a node. */
    public TaskViews(Replica replica, TaskList tasks, RunViews runs, InstantSource clock) {
        this.replica = replica;
        this.tasks = tasks;
        this.runs = runs;
        this.clock = clock;
    }

    /** How a task stands, or empty if there is none. */
    Optional<TaskAnswer> find(TaskId id) {
        ReplicaView view = replica.view();
        StateReader state = new StateReader(view.state());
        long now = now(view);
        return state.read(TaskKeys.task(id)).map(task -> answer(state, task, now));
    }

    /** All tasks in short, sorted by id. */
    TaskAnswer.Listing all() {
        ReplicaView view = replica.view();
        StateReader state = new StateReader(view.state());
        long now = now(view);
        return new TaskAnswer.Listing(tasks.all().stream()
                .map(task -> new TaskAnswer.Brief(
                        task.manifest().task(), state(state, task, now), task.digest(), task.proposed()))
                .toList());
    }

    private TaskAnswer answer(StateReader state, Task task, long now) {
        TaskId id = task.manifest().task();
        return new TaskAnswer(
                id,
                state(state, task, now),
                task.digest(),
                task.proposed(),
                approvals(state, task),
                runs.of(id, task.manifest().limits().runs()),
                task.manifest());
    }

    private static List<TaskAnswer.ApprovalAnswer> approvals(StateReader state, Task task) {
        return Slots.needed(state, task.manifest()).stream()
                .map(member -> approval(state, task.manifest().task(), member))
                .toList();
    }

    private static TaskAnswer.ApprovalAnswer approval(StateReader state, TaskId task, MemberId member) {
        return state.read(TaskKeys.approval(task, member, Slots.FIRST))
                .map(entry -> new TaskAnswer.ApprovalAnswer(
                        member, entry.status().name(), Optional.of(entry.handle()), entry.standsUntil()))
                .orElseGet(() -> new TaskAnswer.ApprovalAnswer(member, "MISSING", Optional.empty(), 0));
    }

    private static TaskState state(StateReader state, Task task, long now) {
        return TaskStates.of(state, task.manifest().task(), now).orElse(TaskState.PROPOSED);
    }

    private long now(ReplicaView view) {
        return Math.max(view.time(), clock.millis());
    }
}
