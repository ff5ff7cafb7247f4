package io.datapact.contract.id;

/** A member of the consortium: {@code bank-a}. */
public record MemberId(String value) implements Comparable<MemberId> {
    public MemberId {
        Segments.require("member", value, 1);
    }

    @Override
    public int compareTo(MemberId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
