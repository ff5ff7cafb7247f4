package io.datapact.contract.task;

/** A task's state, derived from facts: contract.md section 4. */
public enum TaskState {
    PROPOSED,
    APPROVED,
    EXPIRED,
    CLOSED
}
