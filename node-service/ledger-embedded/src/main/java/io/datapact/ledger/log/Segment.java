package io.datapact.ledger.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
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
    private static final int CHECKED_BYTES = 16;
    private static final int FIRST_CAPACITY = 1024;

    private final Path path;
    private final LogFile file;
    private final long first;
    private long length = HEADER_BYTES;
    private long[] offsets = new long[FIRST_CAPACITY];
    private int count;

    /** Takes over the file; {@link #writeHeader} or a scan of what is there comes next. */
    Segment(Path path, LogFile file, long first) {
        this.path = path;
        this.file = file;
        this.first = first;
    }

    static String name(long first) {
        return String.format(Locale.ROOT, "%020d.log", first);
    }

    /** Writes the header of a new segment and makes it durable. */
    void writeHeader() throws IOException {
        file.write(header(), 0);
        file.force();
    }

    /** Appends a batch; it is durable when this returns. */
    void append(Batch batch) throws IOException {
        file.write(batch.encode(), length);
        file.force();
        adopt(batch);
    }

    /** Takes note of a batch that stands at the end of what is known. */
    synchronized void adopt(Batch batch) {
        long offset = length + Batch.HEADER_BYTES;
        for (byte[] entry : batch.entries()) {
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, 2 * count);
            }
            offsets[count++] = offset;
            offset += Batch.space(entry);
        }
        length = offset;
    }

    /** Reads one entry. */
    byte[] read(long position) throws IOException {
        long offset = offset(position);
        ByteBuffer size = ByteBuffer.allocate(Batch.LENGTH_BYTES);
        file.read(size, offset);
        int bytes = size.hasRemaining() ? -1 : size.getInt(0);
        if (bytes < 1 || bytes > Batch.MAXIMUM_ENTRY_BYTES) {
            throw new LogDamagedException(
                    path, "expected the length of entry " + position + " at byte " + offset + ", found " + bytes);
        }
        ByteBuffer entry = ByteBuffer.allocate(bytes);
        file.read(entry, offset + Batch.LENGTH_BYTES);
        if (entry.hasRemaining()) {
            throw new LogDamagedException(
                    path, "expected " + bytes + " bytes of entry " + position + ", found " + entry.position());
        }
        return entry.array();
    }

    /** Cuts what lies behind the batches known. */
    void cut() throws IOException {
        file.truncate(length);
        file.force();
    }

    /** Writes what is known of the file from an offset on again, and makes it durable. */
    void rewrite(byte[] content, long from) throws IOException {
        file.write(ByteBuffer.wrap(content, (int) from, (int) (length() - from)), from);
        file.force();
    }

    /** All bytes of the file. */
    byte[] readAll() throws IOException {
        if (file.length() > Integer.MAX_VALUE - 8) {
            throw new LogDamagedException(path, "expected a segment below 2 GiB, found " + file.length() + " bytes");
        }
        ByteBuffer all = ByteBuffer.allocate((int) file.length());
        file.read(all, 0);
        return all.array();
    }

    /** Whether the bytes begin with this segment's header. */
    boolean hasHeader(byte[] content) {
        return content.length >= HEADER_BYTES && header().equals(ByteBuffer.wrap(content, 0, HEADER_BYTES));
    }

    Path path() {
        return path;
    }

    long first() {
        return first;
    }

    /** Position behind the last entry. */
    synchronized long end() {
        return first + count;
    }

    /** Bytes up to the end of the last batch known. */
    synchronized long length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private synchronized long offset(long position) {
        if (position < first || position >= first + count) {
            throw new IllegalArgumentException("expected a position of " + first + " to " + (first + count - 1) + " in "
                    + path + ", found " + position);
        }
        return offsets[(int) (position - first)];
    }

    private ByteBuffer header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putLong(first);
        CRC32C crc = new CRC32C();
        crc.update(header.array(), 0, CHECKED_BYTES);
        return header.putInt((int) crc.getValue()).flip();
    }
}
