package io.datapact.node.table;

import io.datapact.compute.table.ColumnBuilder;
import io.datapact.contract.dataset.Column;
import io.datapact.contract.dataset.RowEncoding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** Reads values back from their encoding ({@link RowEncoding}). */
final class EncodedValue {
    private EncodedValue() {}

    /** Adds a value, whose encoding was checked when it was committed to, to a column. */
    static void addTo(ColumnBuilder builder, Column column, byte[] encoded) {
        if (RowEncoding.isAbsent(encoded)) {
            builder.addMissing();
            return;
        }
        switch (column.type()) {
            case INTEGER -> builder.addNumber(ByteBuffer.wrap(encoded).getLong(1) ^ Long.MIN_VALUE);
            case DECIMAL -> builder.addNumber(ByteBuffer.wrap(encoded).getLong(2) ^ Long.MIN_VALUE);
            case DATE ->
                builder.addNumber(LocalDate.parse(new String(encoded, 1, encoded.length - 1, StandardCharsets.US_ASCII))
                        .toEpochDay());
            case BOOLEAN -> builder.addNumber(encoded[1]);
            case TEXT -> builder.addUtf8(Arrays.copyOfRange(encoded, 1, encoded.length));
        }
    }
}
