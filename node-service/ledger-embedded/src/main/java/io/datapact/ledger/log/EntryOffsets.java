package io.datapact.ledger.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/** Where in a segment's file the entries stand. One thread adopts batches; any thread reads. */
final class EntryOffsets {
    private static final int FIRST_CAPACITY = 1024;

    private final Path path;
    private final long first;
    private long length = Segment.HEADER_BYTES;
    private long[] offsets = new long[FIRST_CAPACITY];
    private int count;

    /** @param path named in what is thrown */
    EntryOffsets(Path path, long first) {
        this.path = path;
        this.first = first;
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

    /** Reads one entry out of the file. */
    byte[] read(LogFile file, long position) throws IOException {
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

    /** Position of the first entry. */
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

    private synchronized long offset(long position) {
        if (position < first || position >= first + count) {
            throw new IllegalArgumentException("expected a position of " + first + " to " + (first + count - 1) + " in "
                    + path + ", found " + position);
        }
        return offsets[(int) (position - first)];
    }
}
