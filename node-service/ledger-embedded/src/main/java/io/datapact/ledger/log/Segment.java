package io.datapact.ledger.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * One file of the log, named by its first position ({@code 00000000000000000123.log}).
 *
 * <pre>
 * 0   8  "DPSEG001"
 * 8   8  position of the first entry, big-endian
 * 16  4  CRC-32C over bytes 0 to 15
 * 20     batches, one after the other
 * </pre>
 *
 * <p>One thread appends; any thread reads entries that were appended before.
 */
final class Segment implements AutoCloseable {
    static final int HEADER_BYTES = 20;

    private static final byte[] MAGIC = "DPSEG001".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern NAME = Pattern.compile("[0-9]{20}\\.log");
    private static final int CHECKED_BYTES = 16;

    private final Path path;
    private final LogFile file;
    private final EntryOffsets offsets;

    /** Takes over the file; {@link #writeHeader} or a scan of what is there comes next. */
    Segment(Path path, LogFile file, long first) {
        this.path = path;
        this.file = file;
        this.offsets = new EntryOffsets(path, first);
    }

    /** Whether a file's name is that of a segment. */
    static boolean isNamed(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches();
    }

    /** Position of the first entry, by the file's name. */
    static long first(Path file) {
        return Long.parseLong(file.getFileName().toString().replace(".log", ""));
    }

    static String name(long first) {
        return String.format(Locale.ROOT, "%020d.log", first);
    }

    /** Writes the header of a new segment and makes it durable. */
    void writeHeader() throws IOException {
        file.write(header(first()), 0);
        file.force();
    }

    /** Appends a batch; it is durable when this returns. */
    void append(Batch batch) throws IOException {
        file.write(batch.encode(), length());
        file.force();
        adopt(batch);
    }

    /** Takes note of a batch that stands at the end of what is known. */
    void adopt(Batch batch) {
        offsets.adopt(batch);
    }

    /** Reads one entry. */
    byte[] read(long position) throws IOException {
        return offsets.read(file, position);
    }

    /** Cuts what lies behind the batches known. */
    void cut() throws IOException {
        file.truncate(length());
        file.force();
    }

    /** Writes what is known of the file from an offset on again, and makes it durable. */
    void rewrite(byte[] content, long from) throws IOException {
        file.write(ByteBuffer.wrap(content, (int) from, (int) (length() - from)), from);
        file.force();
    }

    /** All bytes of the file. */
    byte[] readAll() throws IOException {
        return readAll(file, path);
    }

    /** All bytes of a segment's file. */
    static byte[] readAll(LogFile file, Path path) throws IOException {
        if (file.length() > Integer.MAX_VALUE - 8) {
            throw new LogDamagedException(path, "expected a segment below 2 GiB, found " + file.length() + " bytes");
        }
        ByteBuffer all = ByteBuffer.allocate((int) file.length());
        file.read(all, 0);
        if (all.hasRemaining()) {
            throw new LogDamagedException(path, "expected " + all.capacity() + " bytes, found " + all.position());
        }
        return all.array();
    }

    /** Whether the bytes begin with this segment's header. */
    boolean hasHeader(byte[] content) {
        return hasHeader(content, first());
    }

    /** Whether the bytes begin with the header of the segment of a position. */
    static boolean hasHeader(byte[] content, long first) {
        return content.length >= HEADER_BYTES && header(first).equals(ByteBuffer.wrap(content, 0, HEADER_BYTES));
    }

    Path path() {
        return path;
    }

    long first() {
        return offsets.first();
    }

    /** Position behind the last entry. */
    long end() {
        return offsets.end();
    }

    /** Bytes up to the end of the last batch known. */
    long length() {
        return offsets.length();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static ByteBuffer header(long first) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putLong(first);
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, CHECKED_BYTES);
        return header.putInt((int) crc.getValue()).flip();
    }
}
