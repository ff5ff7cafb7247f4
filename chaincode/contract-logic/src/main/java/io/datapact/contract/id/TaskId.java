package io.datapact.contract.id;

/** A task, named by its proposer: {@code bank-a/2026-000017}. */
public record TaskId(String value) implements Comparable<TaskId> {
    public TaskId {
        Segments.require("task", value, 2);
    }

    /** The member whose name this identifier bears. */
    public MemberId member() {
        return new MemberId(Segments.first(value));
    }

    @Override
    public int compareTo(TaskId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
