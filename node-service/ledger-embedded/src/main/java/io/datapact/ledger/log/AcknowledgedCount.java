package io.datapact.ledger.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A lower bound of the number of entries that were acknowledged, in the file {@code acknowledged}: written without a
 * sync after each batch became durable, so it is never ahead of the log and costs nothing. It lets the start tell a
 * tail torn by a crash from acknowledged entries that went missing.
 *
 * <p>Two slots of 16 bytes, written in turn, so that a torn write leaves the other: {@code "DPAK"}, the count (8 bytes,
 * big-endian), CRC-32C over the twelve bytes before.
 */
final class AcknowledgedCount implements AutoCloseable {
    static final String NAME = "acknowledged";

    private static final int MAGIC = 0x4450414b;
    private static final int SLOT_BYTES = 16;
    private static final int CHECKED_BYTES = 12;

    private final LogFile file;
    private long count;
    private int slot;

    private AcknowledgedCount(LogFile file) {
        this.file = file;
    }

    static AcknowledgedCount open(LogDisk disk, Path folder) throws IOException {
        AcknowledgedCount opened = new AcknowledgedCount(disk.open(folder.resolve(NAME)));
        for (int i = 0; i < 2; i++) {
            Optional<Long> found = opened.read(i);
            if (found.isPresent() && found.get() >= opened.count) {
                opened.count = found.get();
                opened.slot = i;
            }
        }
        return opened;
    }

    /** The largest count found at the start, or written since. */
    long count() {
        return count;
    }

    /** Notes that so many entries are durable. */
    void set(long durable) throws IOException {
        count = durable;
        slot = 1 - slot;
        ByteBuffer out = ByteBuffer.allocate(SLOT_BYTES).putInt(MAGIC).putLong(durable);
        out.putInt(checksum(out.array())).flip();
        file.write(out, (long) slot * SLOT_BYTES);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private Optional<Long> read(int index) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(SLOT_BYTES);
        file.read(in, (long) index * SLOT_BYTES);
        if (in.hasRemaining() || in.getInt(0) != MAGIC || in.getInt(CHECKED_BYTES) != checksum(in.array())) {
            return Optional.empty();
        }
        long found = in.getLong(4);
        return found < 0 ? Optional.empty() : Optional.of(found);
    }

    private static int checksum(byte[] slot) {
        CRC32C crc = new CRC32C();
        crc.update(slot, 0, CHECKED_BYTES);
        return (int) crc.getValue();
    }
}
