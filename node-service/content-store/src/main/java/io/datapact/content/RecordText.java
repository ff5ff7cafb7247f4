package io.datapact.content;

import io.datapact.contract.id.Digest;
import io.datapact.node.content.Cid;
import io.datapact.node.content.ContentRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The record beside an identifier as five lines of ASCII, readable by people and by a shell. */
final class RecordText {
    /** Bound of the file, in bytes. */
    static final int MAXIMUM_BYTES = 512;

    private static final String FIRST_LINE = "datapact-content/1";
    private static final String[] KEYS = {"cid", "profile", "size", "sha256"};

    private RecordText() {}

    static byte[] format(ContentRecord record) {
        String text = String.join(
                "\n",
                FIRST_LINE,
                "cid " + record.cid().value(),
                "profile " + record.profile(),
                "size " + record.sizeBytes(),
                "sha256 " + record.sha256().value(),
                "");
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads a record back.
     *
     * @throws IllegalArgumentException if the bytes are not exactly what {@link #format} writes
     */
    static ContentRecord parse(byte[] bytes) {
        String[] lines = new String(bytes, StandardCharsets.US_ASCII).split("\n", -1);
        if (lines.length != KEYS.length + 2 || !lines[0].equals(FIRST_LINE)) {
            throw new IllegalArgumentException("expected the five lines of a content record, found " + lines.length);
        }
        ContentRecord record = new ContentRecord(
                new Cid(value(lines, 1)),
                value(lines, 2),
                Long.parseLong(value(lines, 3)),
                new Digest(value(lines, 4)));
        if (!Arrays.equals(format(record), bytes)) {
            throw new IllegalArgumentException("expected a content record in its one form, found another");
        }
        return record;
    }

    private static String value(String[] lines, int line) {
        String prefix = KEYS[line - 1] + " ";
        if (!lines[line].startsWith(prefix)) {
            throw new IllegalArgumentException("expected line %d to begin with %s".formatted(line + 1, prefix.strip()));
        }
        return lines[line].substring(prefix.length());
    }
}
