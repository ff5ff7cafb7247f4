package io.datapact.contract.task;

import io.datapact.contract.id.DatasetId;
import io.datapact.contract.member.Bounds;
import java.util.List;

/** A dataset that a standing approval covers in any version, and the columns that a task may read of it. */
public record StandingInput(DatasetId dataset, List<String> columns) {
    public StandingInput {
        columns = List.copyOf(columns);
        Bounds.require("columns of an input", columns.size(), 1, 256);
    }
}
