package io.datapact.contract.run;

import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Bounds;

/** The n-th run of a task, from 1. */
public record RunId(TaskId task, long run) {
    public RunId {
        Bounds.require("run", run, 1, Bounds.RUNS);
    }

    @Override
    public String toString() {
        return task + "/" + run;
    }
}
