package io.datapact.contract.task;

import io.datapact.contract.id.TaskId;

/** Index row {@code slot/<m>/<s>}: the task that last took a member's slot for open tasks. */
public record OpenSlot(TaskId task) {}
