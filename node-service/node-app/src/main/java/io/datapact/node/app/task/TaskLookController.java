package io.datapact.node.app.task;

import io.datapact.contract.id.TaskId;
import io.datapact.node.app.web.Parameters;
import io.datapact.node.app.web.ProblemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows operators how tasks stand. */
@RestController
final class TaskLookController {
    private final TaskViews views;

    TaskLookController(TaskViews views) {
        this.views = views;
    }

    /** One task, or all of them in short where none is named. */
    @GetMapping("/v1/tasks")
    Record look(@RequestParam(defaultValue = "") String task) {
        if (task.isEmpty()) {
            return views.all();
        }
        TaskId id = Parameters.task(task);
        return views.find(id).orElseThrow(() -> ProblemException.missing("a task " + id + " on the ledger"));
    }
}
