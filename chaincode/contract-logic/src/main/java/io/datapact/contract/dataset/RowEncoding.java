package io.datapact.contract.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The one encoding of each value of a table, from which commitments are made. A value is a tag and its content; no two
 * values of a type share bytes, and bytes compare (unsigned, lexicographic) as the values do.
 *
 * <table>
 * <caption>Encoding</caption>
 * <tr><th>value</th><th>tag</th><th>content</th></tr>
 * <tr><td>absent</td><td>00</td><td>nothing; so it differs from empty text</td></tr>
 * <tr><td>INTEGER</td><td>01</td><td>8 bytes big-endian, two's complement with the sign bit flipped</td></tr>
 * <tr><td>DECIMAL</td><td>02</td><td>the scale in one byte, then the unscaled number as INTEGER's content</td></tr>
 * <tr><td>DATE</td><td>03</td><td>ISO 8601, {@code 2026-03-01}, in ASCII; years 0000 to 9999</td></tr>
 * <tr><td>BOOLEAN</td><td>04</td><td>00 or 01</td></tr>
 * <tr><td>TEXT</td><td>05</td><td>UTF-8 as it is, at most 4,096 bytes</td></tr>
 * </table>
 *
 * <p>Arrays returned belong to the caller.
 */
public final class RowEncoding {
    /** Longest text, in bytes. */
    public static final int MAXIMUM_TEXT_BYTES = 4_096;

    private static final byte ABSENT = 0;
    private static final byte INTEGER = 1;
    private static final byte DECIMAL = 2;
    private static final byte DATE = 3;
    private static final byte BOOLEAN = 4;
    private static final byte TEXT = 5;

    private RowEncoding() {}

    /** A missing value. */
    public static byte[] absent() {
        return new byte[] {ABSENT};
    }

    /** A whole number. */
    public static byte[] integer(long value) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put(INTEGER)
                .putLong(value ^ Long.MIN_VALUE)
                .array();
    }

    /**
     * A decimal number.
     *
     * @param unscaled the number times 10^scale
     * @param scale    digits after the point, 0 to 9
     */
    public static byte[] decimal(long unscaled, int scale) {
        return ByteBuffer.allocate(2 + Long.BYTES)
                .put(DECIMAL)
                .put((byte) scale)
                .putLong(unscaled ^ Long.MIN_VALUE)
                .array();
    }

    /** A calendar date of the years 0000 to 9999. */
    public static byte[] date(LocalDate value) {
        if (value.getYear() < 0 || value.getYear() > 9_999) {
            throw new IllegalArgumentException("expected a year of 0000 to 9999, found another");
        }
        return tagged(DATE, value.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** A truth value. */
    public static byte[] bool(boolean value) {
        return new byte[] {BOOLEAN, (byte) (value ? 1 : 0)};
    }

    /** Text in UTF-8. */
    public static byte[] text(byte[] utf8) {
        if (utf8.length > MAXIMUM_TEXT_BYTES) {
            throw new IllegalArgumentException(
                    "expected text of at most " + MAXIMUM_TEXT_BYTES + " bytes, found " + utf8.length);
        }
        return tagged(TEXT, utf8);
    }

    /** Text. */
    public static byte[] text(String value) {
        return text(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether an encoded value is a missing one. */
    public static boolean isAbsent(byte[] encoded) {
        return encoded.length == 1 && encoded[0] == ABSENT;
    }

    /**
     * Whether the bytes are a well-formed value for a column: its type's tag (or absent, where the column is nullable),
     * its scale and its length. The text of dates and UTF-8 is not looked into.
     */
    public static boolean fits(Column column, byte[] encoded) {
        if (encoded.length == 0) {
            return false;
        }
        if (isAbsent(encoded)) {
            return column.nullable();
        }
        return switch (column.type()) {
            case INTEGER -> encoded[0] == INTEGER && encoded.length == 1 + Long.BYTES;
            case DECIMAL -> encoded[0] == DECIMAL && encoded.length == 2 + Long.BYTES && encoded[1] == column.scale();
            case DATE -> encoded[0] == DATE && encoded.length == 11;
            case BOOLEAN -> encoded[0] == BOOLEAN && encoded.length == 2 && (encoded[1] == 0 || encoded[1] == 1);
            case TEXT -> encoded[0] == TEXT && encoded.length <= 1 + MAXIMUM_TEXT_BYTES;
        };
    }

    /**
     * The order of a table's rows: by the schema's key columns, then by all columns in schema order; encoded values
     * compare as unsigned bytes.
     *
     * @return an order over rows of one encoded value per column of the schema
     */
    public static Comparator<List<byte[]>> rowOrder(Schema schema) {
        List<String> names = schema.columns().stream().map(Column::name).toList();
        int[] keys = schema.key().stream().mapToInt(names::indexOf).toArray();
        return (left, right) -> {
            for (int key : keys) {
                int order = Arrays.compareUnsigned(left.get(key), right.get(key));
                if (order != 0) {
                    return order;
                }
            }
            for (int i = 0; i < names.size(); i++) {
                int order = Arrays.compareUnsigned(left.get(i), right.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    private static byte[] tagged(byte tag, byte[] content) {
        return ByteBuffer.allocate(1 + content.length).put(tag).put(content).array();
    }
}
