package io.datapact.compute.plaintext;

import io.datapact.compute.PeerChannel;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows as bytes, and tables over a channel. A cell is {@code 00}, or {@code 01}, 4 bytes length, UTF-8. A table is a
 * message of column names as a row, a message with the number of rows in 8 bytes, and messages of whole rows.
 */
final class PlainRows {
    private static final int ROWS_A_MESSAGE = 1024;
    private static final byte MISSING = 0;
    private static final byte PRESENT = 1;

    private PlainRows() {}

    static byte[] encode(List<List<Optional<String>>> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (List<Optional<String>> row : rows) {
            for (Optional<String> cell : row) {
                if (cell.isEmpty()) {
                    out.write(MISSING);
                    continue;
                }
                byte[] text = cell.get().getBytes(StandardCharsets.UTF_8);
                out.write(PRESENT);
                out.writeBytes(
                        ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
                out.writeBytes(text);
            }
        }
        return out.toByteArray();
    }

    /**
     * Reads rows back.
     *
     * @param columns cells a row, at least 1
     * @throws IllegalArgumentException if the bytes are not whole rows
     */
    static List<List<Optional<String>>> decode(byte[] bytes, int columns) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<List<Optional<String>>> rows = new ArrayList<>();
        while (in.hasRemaining()) {
            List<Optional<String>> row = new ArrayList<>(columns);
            for (int cell = 0; cell < columns; cell++) {
                row.add(cell(in));
            }
            rows.add(List.copyOf(row));
        }
        return rows;
    }

    private static Optional<String> cell(ByteBuffer in) {
        if (!in.hasRemaining()) {
            throw new IllegalArgumentException("expected whole rows, found the end within one");
        }
        byte tag = in.get();
        if (tag == MISSING) {
            return Optional.empty();
        }
        if (tag != PRESENT || in.remaining() < Integer.BYTES) {
            throw new IllegalArgumentException("expected a cell, found other bytes");
        }
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("expected a cell within the message, found a longer one");
        }
        ByteBuffer text = in.slice(in.position(), length);
        in.position(in.position() + length);
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(text).toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("expected UTF-8 in a cell, found other bytes", e);
        }
    }

    static void send(PeerChannel channel, PlainTable table) {
        channel.send(encode(List.of(table.names().stream().map(Optional::of).toList())));
        channel.send(
                ByteBuffer.allocate(Long.BYTES).putLong(table.rows().size()).array());
        for (int from = 0; from < table.rows().size(); from += ROWS_A_MESSAGE) {
            int to = Math.min(table.rows().size(), from + ROWS_A_MESSAGE);
            channel.send(encode(table.rows().subList(from, to)));
        }
    }

    /** Receives a table that must have the columns that the manifest names. */
    static PlainTable receive(PeerChannel channel, List<String> columns) {
        try {
            List<Optional<String>> expected = columns.stream().map(Optional::of).toList();
            if (!decode(channel.receive(), columns.size()).equals(List.of(expected))) {
                throw new IllegalArgumentException("expected the columns of the manifest, found others");
            }
            byte[] counted = channel.receive();
            long count = counted.length == Long.BYTES ? ByteBuffer.wrap(counted).getLong() : -1;
            if (count < 0 || count > PlainTable.MOST_ROWS) {
                throw new IllegalArgumentException("expected 0 to 1,000,000 rows, found another number");
            }
            List<List<Optional<String>>> rows = new ArrayList<>();
            while (rows.size() < count) {
                List<List<Optional<String>>> some = decode(channel.receive(), columns.size());
                if (some.isEmpty() || some.size() > count - rows.size()) {
                    throw new IllegalArgumentException("expected at most the rows announced, found another number");
                }
                rows.addAll(some);
            }
            return new PlainTable(columns, rows);
        } catch (IllegalArgumentException e) {
            throw RunFailedException.at(channel.peer(), RunFailure.PEER_GARBAGE, e.getMessage())
                    .because(e);
        }
    }
}
