package io.datapact.compute.table;

import java.util.List;

/**
 * Some rows of a table, column by column.
 *
 * @param rows how many, 1 to 1,048,576
 * @param columns one vector a column, in the table's order, each of {@code rows} rows
 */
public record ColumnBatch(int rows, List<ColumnVector> columns) {
    /** Most rows of a batch. */
    public static final int MOST_ROWS = 1 << 20;

    /** Checks that every column has the rows. */
    public ColumnBatch {
        columns = List.copyOf(columns);
        if (rows < 1 || rows > MOST_ROWS) {
            throw new IllegalArgumentException("expected 1 to 1,048,576 rows a batch, found " + rows);
        }
        for (ColumnVector column : columns) {
            if (column.rows() != rows) {
                throw new IllegalArgumentException(
                        "expected %d rows in each column, found %d".formatted(rows, column.rows()));
            }
        }
    }

    /**
     * The numbers of a column.
     *
     * @throws IllegalArgumentException if the column is text
     */
    public LongVector longs(int column) {
        if (columns.get(column) instanceof LongVector numbers) {
            return numbers;
        }
        throw new IllegalArgumentException("expected numbers in column %d, found text".formatted(column));
    }

    /**
     * The texts of a column.
     *
     * @throws IllegalArgumentException if the column is of numbers
     */
    public TextVector texts(int column) {
        if (columns.get(column) instanceof TextVector texts) {
            return texts;
        }
        throw new IllegalArgumentException("expected text in column %d, found numbers".formatted(column));
    }
}
