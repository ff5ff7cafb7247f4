package io.datapact.compute.table;

import io.datapact.contract.dataset.Column;
import io.datapact.contract.id.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Digest of the rows that a table handed out; the same rows give the same digest however they were batched.
 *
 * <p>Each column has a SHA-256 of its own over its rows in order: {@code 00} for a missing value, {@code 01} and 8 bytes
 * big-endian for a number, {@code 02}, 4 bytes length and UTF-8 for a text. The digest is SHA-256 over
 * {@code "datapact/handed-out/1"}, {@code 00}, the number of columns (4 bytes), for each column name length (4 bytes),
 * name, type length (4 bytes), type, scale (4 bytes), column digest, and last the number of rows (8 bytes). It is no
 * commitment: whoever guesses the rows can check the guess, so it stays salted or closed wherever it is published.
 */
public final class HandedOutDigest {
    private static final byte[] DOMAIN = "datapact/handed-out/1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER_BYTES = 1 << 14;
    private static final byte MISSING = 0;
    private static final byte NUMBER = 1;
    private static final byte TEXT = 2;

    private final List<Column> columns;
    private final List<MessageDigest> digests = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long rows;

    /** Starts at no rows. */
    public HandedOutDigest(List<Column> columns) {
        this.columns = List.copyOf(columns);
        columns.forEach(column -> digests.add(Digest.sha256()));
    }

    /**
     * Adds the rows of a batch.
     *
     * @throws IllegalArgumentException if it has another number of columns
     */
    public void add(ColumnBatch batch) {
        if (batch.columns().size() != columns.size()) {
            throw new IllegalArgumentException("expected %d columns, found %d"
                    .formatted(columns.size(), batch.columns().size()));
        }
        for (int column = 0; column < columns.size(); column++) {
            switch (batch.columns().get(column)) {
                case LongVector numbers -> addNumbers(digests.get(column), numbers);
                case TextVector texts -> addTexts(digests.get(column), texts);
            }
        }
        rows += batch.rows();
    }

    /** The digest of all rows added; afterwards this object is used up. */
    public Digest finish() {
        MessageDigest whole = Digest.sha256();
        whole.update(DOMAIN);
        whole.update(fourBytes(columns.size()));
        for (int column = 0; column < columns.size(); column++) {
            Column described = columns.get(column);
            addText(whole, described.name());
            addText(whole, described.type().name());
            whole.update(fourBytes(Math.toIntExact(described.scale())));
            whole.update(digests.get(column).digest());
        }
        whole.update(ByteBuffer.allocate(Long.BYTES).putLong(rows).array());
        return Digest.wrap(whole.digest());
    }

    private void addNumbers(MessageDigest digest, LongVector numbers) {
        long[] values = numbers.values();
        for (int row = 0; row < values.length; row++) {
            if (buffer.remaining() <= Long.BYTES) {
                drain(digest);
            }
            if (numbers.nulls().isNull(row)) {
                buffer.put(MISSING);
            } else {
                buffer.put(NUMBER).putLong(values[row]);
            }
        }
        drain(digest);
    }

    private void addTexts(MessageDigest digest, TextVector texts) {
        for (int row = 0; row < texts.rows(); row++) {
            if (buffer.remaining() <= Integer.BYTES) {
                drain(digest);
            }
            if (texts.nulls().isNull(row)) {
                buffer.put(MISSING);
                continue;
            }
            int from = texts.offsets()[row];
            int length = texts.offsets()[row + 1] - from;
            buffer.put(TEXT).putInt(length);
            if (length > buffer.remaining()) {
                drain(digest);
                digest.update(texts.utf8(), from, length);
            } else {
                buffer.put(texts.utf8(), from, length);
            }
        }
        drain(digest);
    }

    private void drain(MessageDigest digest) {
        digest.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private static void addText(MessageDigest digest, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        digest.update(fourBytes(utf8.length));
        digest.update(utf8);
    }

    private static byte[] fourBytes(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }
}
