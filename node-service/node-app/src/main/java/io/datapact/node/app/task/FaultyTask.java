package io.datapact.node.app.task;

import io.datapact.node.app.web.Problem;
import java.util.List;

/** A problem (RFC 9457) with a task's parameters, as the plugin sees it; nothing was handed in. */
record FaultyTask(
        String type,
        String title,
        long status,
        String code,
        String expected,
        String found,
        String action,
        String detail,
        List<io.datapact.compute.Problem> problems) {
    static FaultyTask of(List<io.datapact.compute.Problem> problems) {
        return new FaultyTask(
                Problem.TYPE,
                "The content does not fit",
                422,
                "TASK_FAULTY",
                "a task that the plugin can run",
                problems.size() + " problems",
                "correct the manifest or the parameters and propose again",
                problems.isEmpty() ? "" : problems.getFirst().sentence(),
                problems);
    }
}
