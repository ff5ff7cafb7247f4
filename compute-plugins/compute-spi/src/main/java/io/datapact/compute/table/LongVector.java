package io.datapact.compute.table;

/**
 * Values of an INTEGER column as they are, of a DECIMAL column unscaled, of a DATE column in days since 1970-01-01, of
 * a BOOLEAN column as 0 or 1.
 */
public final class LongVector implements ColumnVector {
    private final long[] values;
    private final NullMask nulls;

    /**
     * Wraps values.
     *
     * @param values one a row; the vector owns the array from now on
     * @param nulls rows without a value; their place in {@code values} must hold 0
     */
    public LongVector(long[] values, NullMask nulls) {
        if (nulls.span() > values.length) {
            throw new IllegalArgumentException(
                    "expected a null mask of at most %d rows, found %d".formatted(values.length, nulls.span()));
        }
        for (int row = 0; row < nulls.span(); row++) {
            if (nulls.isNull(row) && values[row] != 0) {
                throw new IllegalArgumentException("expected 0 where a value is missing, found another at row " + row);
            }
        }
        this.values = values;
        this.nulls = nulls;
    }

    /** The values, one a row; shared, not to be changed. */
    public long[] values() {
        return values;
    }

    @Override
    public int rows() {
        return values.length;
    }

    @Override
    public NullMask nulls() {
        return nulls;
    }
}
