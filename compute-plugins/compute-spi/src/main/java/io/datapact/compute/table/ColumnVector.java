package io.datapact.compute.table;

/** Values of one column for the rows of one batch. */
public sealed interface ColumnVector permits LongVector, TextVector {
    /** Rows in the batch. */
    int rows();

    /** Which rows have no value; what the arrays hold there is 0 or empty. */
    NullMask nulls();
}
