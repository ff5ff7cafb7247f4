package io.datapact.ledger.chain;

import io.datapact.contract.id.Digest;
import io.datapact.ledger.log.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Reads a snapshot's bytes with little memory, and never more than the file has. */
final class SnapshotInput implements SnapshotIndexing.Passing {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int MAXIMUM_KEY_BYTES = 1 << 16;
    private static final int MAXIMUM_VALUE_BYTES = 4 << 20;

    private final LogFile file;
    private final CRC32C crc = new CRC32C();
    private final MessageDigest part = Digest.sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private final long checked;
    private long at;

    SnapshotInput(LogFile file) throws IOException {
        this.file = file;
        this.checked = file.length() - Integer.BYTES;
    }

    void magic() throws IOException {
        byte[] found = bytes(SnapshotOutput.MAGIC.length);
        if (!Arrays.equals(found, SnapshotOutput.MAGIC)) {
            throw new SnapshotRefusedException("DPSNAP01 at its beginning", "something else");
        }
    }

    long number() throws IOException {
        return ByteBuffer.wrap(bytes(Long.BYTES)).getLong();
    }

    /** A length that is not taken for more than a bound. */
    int length(int most) throws IOException {
        int length = ByteBuffer.wrap(bytes(Integer.BYTES)).getInt();
        if (length < 0 || length > most) {
            throw new SnapshotRefusedException("a length of at most " + most, String.valueOf(length));
        }
        return length;
    }

    Snapshot.Held held() throws IOException {
        int key = length(MAXIMUM_KEY_BYTES);
        long position = number();
        int value = length(MAXIMUM_VALUE_BYTES);
        return new Snapshot.Held(new String(bytes(key), StandardCharsets.UTF_8), position, bytes(value));
    }

    /** The same out of bytes that were read before. */
    static Snapshot.Held held(ByteBuffer content) {
        byte[] key = new byte[content.getInt()];
        long position = content.getLong();
        byte[] value = new byte[content.getInt()];
        content.get(key).get(value);
        return new Snapshot.Held(new String(key, StandardCharsets.UTF_8), position, value);
    }

    /** Bytes of the file. */
    long length() {
        return checked + Integer.BYTES;
    }

    @Override
    public long at() {
        return at;
    }

    @Override
    public byte[] digestOfPart() {
        return part.digest();
    }

    /** The next bytes. */
    byte[] bytes(int count) throws IOException {
        if (count > checked - at) {
            throw new SnapshotRefusedException(
                    "a whole file", "one of " + (checked + Integer.BYTES) + " bytes that ends too early");
        }
        byte[] bytes = new byte[count];
        int got = 0;
        while (got < count) {
            if (!buffer.hasRemaining()) {
                fill();
            }
            int length = Math.min(buffer.remaining(), count - got);
            buffer.get(bytes, got, length);
            got += length;
            at += length;
        }
        part.update(bytes);
        return bytes;
    }

    /** Nothing more may stand but the checksum of all before. */
    void end() throws IOException {
        if (at != checked) {
            throw new SnapshotRefusedException("nothing behind the last key", (checked - at) + " bytes");
        }
        ByteBuffer sum = ByteBuffer.allocate(Integer.BYTES);
        file.read(sum, checked);
        if (sum.hasRemaining() || sum.getInt(0) != (int) crc.getValue()) {
            throw new SnapshotRefusedException("the checksum of its bytes", "another; the file was changed or cut");
        }
    }

    private void fill() throws IOException {
        buffer.clear().limit((int) Math.min(BUFFER_BYTES, checked - at));
        file.read(buffer, at);
        if (buffer.hasRemaining()) {
            throw new SnapshotRefusedException("a whole file", "one that ends too early");
        }
        buffer.flip();
        crc.update(buffer.duplicate());
    }
}
