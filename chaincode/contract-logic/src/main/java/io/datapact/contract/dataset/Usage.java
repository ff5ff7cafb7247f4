package io.datapact.contract.dataset;

/**
 * What a dataset's lineage has spent, kept under {@code used/<lineage root>/total} and {@code …/<period>}. Reservations
 * count as spent.
 */
public record Usage(long uses, long epsilonMicros) {
    /** Nothing spent. */
    public static final Usage NONE = new Usage(0, 0);

    /** This usage with more spent. */
    public Usage plus(long moreUses, long moreEpsilonMicros) {
        return new Usage(uses + moreUses, epsilonMicros + moreEpsilonMicros);
    }

    /** This usage with some of it given back. */
    public Usage minus(long lessUses, long lessEpsilonMicros) {
        return new Usage(uses - lessUses, epsilonMicros - lessEpsilonMicros);
    }
}
