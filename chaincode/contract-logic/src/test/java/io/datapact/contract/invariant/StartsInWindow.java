package io.datapact.contract.invariant;

import io.datapact.contract.command.RunCommand;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.task.TaskKeys;
import io.datapact.contract.task.TaskManifest;
import java.util.Optional;

/** No start outside the task's window, of a closed task, out of number, or beyond the runs allowed. */
public final class StartsInWindow implements Invariant {
    @Override
    public Optional<String> fault(Told told) {
        if (!told.accepted() || !(told.command() instanceof RunCommand.StartRun start)) {
            return Optional.empty();
        }
        RunId run = start.run();
        TaskManifest task = told.manifest(run.task());
        boolean open = told.time() >= task.limits().notBefore()
                && told.time() <= task.limits().notAfter();
        boolean next = run.run() == 1
                || told.read(RunKeys.run(new RunId(run.task(), run.run() - 1))).isPresent();
        boolean within =
                run.run() <= task.limits().runs() && told.read(RunKeys.run(run)).isEmpty();
        boolean closed = told.read(TaskKeys.closed(run.task())).isPresent();
        return Invariant.unless(
                open && next && within && !closed, "a start of " + run + " outside its window, number or task");
    }
}
