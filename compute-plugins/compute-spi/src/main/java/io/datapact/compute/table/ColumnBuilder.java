package io.datapact.compute.table;

import io.datapact.contract.dataset.Column;
import io.datapact.contract.dataset.ColumnType;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/** Collects the values of one column, row by row, and makes a vector of them. For one thread. */
public final class ColumnBuilder {
    private static final int FIRST_ROWS = 64;

    private final Column column;
    private final ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
    private final BitSet missing = new BitSet();
    private long[] numbers = new long[FIRST_ROWS];
    private int[] offsets = new int[FIRST_ROWS + 1];
    private int rows;

    /** Starts at no rows. */
    public ColumnBuilder(Column column) {
        this.column = column;
    }

    /** Adds a number as {@link LongVector} holds it. */
    public void addNumber(long value) {
        grow();
        numbers[rows++] = value;
    }

    /** Adds a row without a value. */
    public void addMissing() {
        grow();
        missing.set(rows++);
    }

    /**
     * Adds a value written as text: an integer, a decimal number that the scale holds exactly, an ISO date, {@code true}
     * or {@code false}, or the text itself.
     *
     * @throws IllegalArgumentException if the text is no value of the column's type; the text is not in the message
     */
    public void addText(String text) {
        try {
            switch (column.type()) {
                case INTEGER -> addNumber(Long.parseLong(text));
                case DECIMAL -> addNumber(unscaled(text));
                case DATE -> addNumber(LocalDate.parse(text).toEpochDay());
                case BOOLEAN -> addNumber(truth(text));
                case TEXT -> addUtf8(text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException("column %s, row %d: expected a value of type %s, found another"
                    .formatted(column.name(), rows + 1, column.type()));
        }
    }

    /** Adds a text by its UTF-8 bytes; copies. */
    public void addUtf8(byte[] text) {
        grow();
        utf8.writeBytes(text);
        rows++;
    }

    /** The vector of all rows added; the builder may go on afterwards, without changing it. */
    public ColumnVector build() {
        NullMask nulls = NullMask.of(missing);
        if (column.type() != ColumnType.TEXT) {
            return new LongVector(Arrays.copyOf(numbers, rows), nulls);
        }
        int[] ends = Arrays.copyOf(offsets, rows + 1);
        ends[rows] = utf8.size();
        return new TextVector(utf8.toByteArray(), ends, nulls);
    }

    /** One value as text, the way {@link #addText} reads it; empty if it is missing. */
    public static Optional<String> text(Column column, ColumnVector vector, int row) {
        if (vector.nulls().isNull(row)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (vector) {
                    case TextVector texts -> texts.text(row);
                    case LongVector numbers -> numberText(column, numbers.values()[row]);
                });
    }

    private static String numberText(Column column, long value) {
        return switch (column.type()) {
            case DATE -> LocalDate.ofEpochDay(value).toString();
            case BOOLEAN -> Boolean.toString(value != 0);
            case DECIMAL ->
                BigDecimal.valueOf(value, Math.toIntExact(column.scale())).toPlainString();
            case INTEGER, TEXT -> Long.toString(value);
        };
    }

    private long unscaled(String text) {
        BigDecimal exact = new BigDecimal(text).setScale(Math.toIntExact(column.scale()), RoundingMode.UNNECESSARY);
        return exact.unscaledValue().longValueExact();
    }

    private static long truth(String text) {
        return switch (text) {
            case "true" -> 1;
            case "false" -> 0;
            default -> throw new IllegalArgumentException("expected true or false");
        };
    }

    private void grow() {
        if (rows == numbers.length) {
            numbers = Arrays.copyOf(numbers, rows * 2);
            offsets = Arrays.copyOf(offsets, rows * 2 + 1);
        }
        offsets[rows] = utf8.size();
    }
}
