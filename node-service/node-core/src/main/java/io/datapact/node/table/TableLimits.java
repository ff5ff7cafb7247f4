package io.datapact.node.table;

/**
 * Bounds of an import.
 *
 * @param fileBytes   largest file
 * @param lineBytes   longest line of a CSV file
 * @param memoryBytes memory that DuckDB may take; it spills to disk beyond
 * @param threads     threads that DuckDB may use
 */
public record TableLimits(long fileBytes, int lineBytes, long memoryBytes, int threads) {
    /** 64 GiB files, lines of 1 MiB, 1 GiB of memory, two threads. */
    public static final TableLimits DEFAULT = new TableLimits(64L << 30, 1 << 20, 1L << 30, 2);
}
