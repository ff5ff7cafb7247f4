package io.datapact.compute.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Values of a TEXT column: UTF-8 bytes of all rows behind each other, and where each begins. */
public final class TextVector implements ColumnVector {
    private final byte[] utf8;
    private final int[] offsets;
    private final NullMask nulls;

    /**
     * Wraps values; the vector owns both arrays from now on.
     *
     * @param utf8 bytes of all rows
     * @param offsets one more than rows; row {@code r} is {@code utf8[offsets[r]]} up to {@code utf8[offsets[r + 1]]}
     * @param nulls rows without a value; their length must be 0
     */
    public TextVector(byte[] utf8, int[] offsets, NullMask nulls) {
        if (offsets.length == 0 || offsets[0] != 0 || offsets[offsets.length - 1] != utf8.length) {
            throw new IllegalArgumentException(
                    "expected offsets from 0 to the %d bytes, found others".formatted(utf8.length));
        }
        if (nulls.span() > offsets.length - 1) {
            throw new IllegalArgumentException(
                    "expected a null mask of at most %d rows, found %d".formatted(offsets.length - 1, nulls.span()));
        }
        for (int row = 0; row + 1 < offsets.length; row++) {
            int length = offsets[row + 1] - offsets[row];
            if (length < 0 || (length > 0 && nulls.isNull(row))) {
                throw new IllegalArgumentException(
                        "expected rising offsets, and no bytes where a value is missing, found others at row " + row);
            }
        }
        this.utf8 = utf8;
        this.offsets = offsets;
        this.nulls = nulls;
    }

    /** A vector of texts, each row with a value. */
    public static TextVector of(List<String> texts) {
        byte[][] rows = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        int[] offsets = new int[rows.length + 1];
        for (int row = 0; row < rows.length; row++) {
            offsets[row + 1] = Math.addExact(offsets[row], rows[row].length);
        }
        byte[] utf8 = new byte[offsets[rows.length]];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, utf8, offsets[row], rows[row].length);
        }
        return new TextVector(utf8, offsets, NullMask.NONE);
    }

    /** UTF-8 bytes of a row, the caller's own copy. */
    public byte[] value(int row) {
        return Arrays.copyOfRange(utf8, offsets[row], offsets[row + 1]);
    }

    /** A row as text. */
    public String text(int row) {
        return new String(utf8, offsets[row], offsets[row + 1] - offsets[row], StandardCharsets.UTF_8);
    }

    /** Bytes of all rows; shared, not to be changed. */
    public byte[] utf8() {
        return utf8;
    }

    /** Where each row begins, and the end; shared, not to be changed. */
    public int[] offsets() {
        return offsets;
    }

    @Override
    public int rows() {
        return offsets.length - 1;
    }

    @Override
    public NullMask nulls() {
        return nulls;
    }
}
