package io.datapact.node.app.audit;

import io.datapact.contract.id.TaskId;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.TaskKeys;
import io.datapact.node.history.Checkpoints;
import io.datapact.node.ledger.Replica;
import java.util.List;
import java.util.Optional;

/** The checkpoints that this node kept from before a task's starts. */
public final class TaskCheckpoints {
    private final Replica replica;
    private final Checkpoints checkpoints;

    /** Of one member's node. */
    public TaskCheckpoints(Replica replica, Checkpoints checkpoints) {
        this.replica = replica;
        this.checkpoints = checkpoints;
    }

    /** In order of the runs, as signed; empty if there is no such task. */
    Optional<List<String>> of(TaskId task) {
        return new StateReader(replica.view().state())
                .read(TaskKeys.task(task))
                .map(found -> checkpoints.before(task, found.manifest().limits().runs()).stream()
                        .map(SignedNote::write)
                        .toList());
    }
}
