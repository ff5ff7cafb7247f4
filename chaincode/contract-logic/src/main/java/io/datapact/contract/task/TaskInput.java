package io.datapact.contract.task;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.member.Bounds;
import java.util.List;

/**
 * A dataset version as a task reads it. The owner is the dataset's member, never named by claim.
 *
 * @param name          how parameters and the plugin call it; one segment
 * @param columns       the columns read, in the dataset's order
 * @param sensitivity   the highest grade among them
 * @param epsilonMicros privacy loss charged to the dataset, in millionths
 */
public record TaskInput(
        Code name, DatasetId dataset, long version, List<String> columns, long sensitivity, long epsilonMicros) {
    public TaskInput {
        columns = List.copyOf(columns);
        Bounds.require("columns of an input", columns.size(), 1, 256);
        Bounds.require("epsilonMicros", epsilonMicros, 0, Bounds.MAXIMUM_AMOUNT);
        Bounds.require("sensitivity", sensitivity, 1, 5);
        Bounds.require("version", version, 1, 999_999);
    }
}
