package io.datapact.ledger.chain;

import io.datapact.contract.id.Digest;
import io.datapact.ledger.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.zip.CRC32C;

/** Writes a snapshot's bytes with little memory. */
final class SnapshotOutput implements SnapshotIndexing.Passing {
    static final byte[] MAGIC = "DPSNAP01".getBytes(StandardCharsets.US_ASCII);

    private static final int BUFFER_BYTES = 1 << 20;

    private final LogFile file;
    private final CRC32C crc = new CRC32C();
    private final MessageDigest part = Digest.sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long written;

    SnapshotOutput(LogFile file) {
        this.file = file;
    }

    void header(long time, long keys, byte[] note) throws IOException {
        put(MAGIC);
        put(ByteBuffer.allocate(20)
                .putLong(time)
                .putLong(keys)
                .putInt(note.length)
                .array());
        put(note);
    }

    void held(Snapshot.Held held) throws IOException {
        byte[] key = held.key().getBytes(StandardCharsets.UTF_8);
        put(ByteBuffer.allocate(16)
                .putInt(key.length)
                .putLong(held.position())
                .putInt(held.value().length)
                .array());
        put(key);
        put(held.value());
    }

    /** Writes the checksum, last. */
    void finish() throws IOException {
        flush();
        int sum = (int) crc.getValue();
        put(ByteBuffer.allocate(Integer.BYTES).putInt(sum).array());
        flush();
    }

    @Override
    public long at() {
        return written + buffer.position();
    }

    @Override
    public byte[] digestOfPart() {
        return part.digest();
    }

    private void put(byte[] bytes) throws IOException {
        part.update(bytes);
        int at = 0;
        while (at < bytes.length) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int length = Math.min(buffer.remaining(), bytes.length - at);
            buffer.put(bytes, at, length);
            at += length;
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        crc.update(buffer.duplicate());
        long length = buffer.remaining();
        file.write(buffer, written);
        written += length;
        buffer.clear();
    }
}
