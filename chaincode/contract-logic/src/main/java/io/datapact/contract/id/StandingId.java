package io.datapact.contract.id;

/** A standing approval, named by the member that grants it: {@code bank-a/weekly-report}. */
public record StandingId(String value) implements Comparable<StandingId> {
    public StandingId {
        Segments.require("standing approval", value, 2);
    }

    /** The member whose name this identifier bears. */
    public MemberId member() {
        return new MemberId(Segments.first(value));
    }

    @Override
    public int compareTo(StandingId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
