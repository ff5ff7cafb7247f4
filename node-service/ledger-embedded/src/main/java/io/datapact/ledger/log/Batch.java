package io.datapact.ledger.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The unit of writing: entries that became durable together, under one checksum.
 *
 * <pre>
 * 0   4  "DPBT"
 * 4   4  n, bytes of the payload
 * 8   8  position of the first entry
 * 16  4  number of entries, at least 1
 * 20  4  CRC-32C (RFC 3720, appendix B.4) over bytes 0 to 19 and the payload
 * 24  n  payload: per entry its length (4 bytes) and its bytes
 * </pre>
 *
 * <p>All integers are big-endian.
 *
 * @param first   position of the first entry
 * @param entries in order, not empty
 */
record Batch(long first, List<byte[]> entries) {
    /** Bytes before the payload. */
    static final int HEADER_BYTES = 24;

    /** Bytes of an entry's length. */
    static final int LENGTH_BYTES = 4;

    /** Longest entry, in bytes. */
    static final int MAXIMUM_ENTRY_BYTES = 4 << 20;

    /** Most entries of a batch. */
    static final int MAXIMUM_ENTRIES = 512;

    /** Longest payload, in bytes. */
    static final int MAXIMUM_PAYLOAD_BYTES = 16 << 20;

    private static final int MAGIC = 0x44504254;
    private static final int CHECKSUM_AT = 20;

    Batch {
        entries = List.copyOf(entries);
        if (entries.isEmpty() || entries.size() > MAXIMUM_ENTRIES) {
            throw new IllegalArgumentException(
                    "expected a batch of 1 to " + MAXIMUM_ENTRIES + " entries, found " + entries.size());
        }
        for (byte[] entry : entries) {
            if (entry.length == 0 || entry.length > MAXIMUM_ENTRY_BYTES) {
                throw new IllegalArgumentException(
                        "expected an entry of 1 to " + MAXIMUM_ENTRY_BYTES + " bytes, found " + entry.length);
            }
        }
    }

    /** Bytes that an entry takes in the payload. */
    static int space(byte[] entry) {
        return LENGTH_BYTES + entry.length;
    }

    /** The batch in bytes, ready to be written. */
    ByteBuffer encode() {
        int payload = entries.stream().mapToInt(Batch::space).sum();
        if (payload > MAXIMUM_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "expected a batch of at most " + MAXIMUM_PAYLOAD_BYTES + " bytes, found " + payload);
        }
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + payload);
        out.putInt(MAGIC).putInt(payload).putLong(first).putInt(entries.size()).putInt(0);
        for (byte[] entry : entries) {
            out.putInt(entry.length).put(entry);
        }
        out.putInt(CHECKSUM_AT, checksum(out.array(), 0, HEADER_BYTES + payload));
        return out.flip();
    }

    /**
     * Reads a batch out of a segment's bytes.
     *
     * @param at index of its first byte
     * @return the batch, or empty if what stands there is no intact batch
     */
    static Optional<Batch> decode(byte[] segment, int at) {
        ByteBuffer in = ByteBuffer.wrap(segment);
        if (segment.length - at < HEADER_BYTES || in.getInt(at) != MAGIC) {
            return Optional.empty();
        }
        int payload = in.getInt(at + 4);
        if (payload < 0 || payload > Math.min(MAXIMUM_PAYLOAD_BYTES, segment.length - at - HEADER_BYTES)) {
            return Optional.empty();
        }
        if (checksum(segment, at, HEADER_BYTES + payload) != in.getInt(at + CHECKSUM_AT)) {
            return Optional.empty();
        }
        return split(in.slice(at + HEADER_BYTES, payload), in.getLong(at + 8), in.getInt(at + 16));
    }

    /** Index of the next bytes, from an index on, that look like the beginning of a batch; -1 if there are none. */
    static int nextMagic(byte[] segment, int from) {
        ByteBuffer in = ByteBuffer.wrap(segment);
        for (int at = from; at <= segment.length - HEADER_BYTES; at++) {
            if (in.getInt(at) == MAGIC) {
                return at;
            }
        }
        return -1;
    }

    /** Length in bytes with the header. */
    int length() {
        return HEADER_BYTES + entries.stream().mapToInt(Batch::space).sum();
    }

    private static Optional<Batch> split(ByteBuffer payload, long first, int count) {
        if (first < 0 || count < 1 || count > MAXIMUM_ENTRIES) {
            return Optional.empty();
        }
        List<byte[]> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (payload.remaining() < LENGTH_BYTES) {
                return Optional.empty();
            }
            int length = payload.getInt();
            if (length < 1 || length > Math.min(MAXIMUM_ENTRY_BYTES, payload.remaining())) {
                return Optional.empty();
            }
            byte[] entry = new byte[length];
            payload.get(entry);
            entries.add(entry);
        }
        return payload.hasRemaining() ? Optional.empty() : Optional.of(new Batch(first, entries));
    }

    private static int checksum(byte[] bytes, int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at, CHECKSUM_AT);
        crc.update(bytes, at + HEADER_BYTES, length - HEADER_BYTES);
        return (int) crc.getValue();
    }
}
