package io.datapact.contract.dataset;

/** What a dataset's lineage has spent, kept under {@code used/<lineage root>/total}. Reservations count as spent. */
public record Usage(long uses, long epsilonMicros) {
    /** Nothing spent. */
    public static final Usage NONE = new Usage(0, 0);
}
