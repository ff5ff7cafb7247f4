package io.datapact.contract.id;

/** A dataset, named by its owner: {@code bank-a/loans}. */
public record DatasetId(String value) implements Comparable<DatasetId> {
    public DatasetId {
        Segments.require("dataset", value, 2);
    }

    /** The member whose name this identifier bears. */
    public MemberId member() {
        return new MemberId(Segments.first(value));
    }

    @Override
    public int compareTo(DatasetId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
