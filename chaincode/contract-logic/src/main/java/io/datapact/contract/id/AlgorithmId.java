package io.datapact.contract.id;

/** An algorithm, named by the member that registered it: {@code clearing-c/mpc-statistics}. */
public record AlgorithmId(String value) implements Comparable<AlgorithmId> {
    public AlgorithmId {
        Segments.require("algorithm", value, 2);
    }

    /** The member whose name this identifier bears. */
    public MemberId member() {
        return new MemberId(Segments.first(value));
    }

    @Override
    public int compareTo(AlgorithmId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
