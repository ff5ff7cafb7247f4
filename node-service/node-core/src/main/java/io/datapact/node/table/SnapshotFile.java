package io.datapact.node.table;

import io.datapact.contract.dataset.TableCommitment;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The file of a snapshot's rows: the eight bytes {@code DPSNAP1\n}, then per row its 32-byte salt and per column the
 * length of the encoded value in two bytes big-endian and the value, in key order to the end of the file.
 */
final class SnapshotFile {
    private static final byte[] MAGIC = "DPSNAP1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER_BYTES = 1 << 16;

    private SnapshotFile() {}

    /** A row with its salt. */
    @SuppressWarnings("ArrayRecordComponent") // Lives for one row; never compared.
    record SaltedRow(byte[] salt, List<byte[]> values) {}

    /** Writes a new file; {@link #close} has it on disk. */
    static final class Writer implements AutoCloseable {
        private final FileChannel channel;
        private final DataOutputStream out;

        Writer(Path file) throws IOException {
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES));
            out.write(MAGIC);
        }

        void write(byte[] salt, List<byte[]> values) throws IOException {
            out.write(salt);
            for (byte[] value : values) {
                out.writeShort(value.length);
                out.write(value);
            }
        }

        @Override
        public void close() throws IOException {
            try (FileChannel opened = channel) {
                out.flush();
                opened.force(true);
            }
        }
    }

    /** Reads rows in order. */
    static final class Reader implements AutoCloseable {
        private final DataInputStream in;
        private final int columns;

        Reader(Path file, int columns) throws IOException {
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
            this.columns = columns;
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                in.close();
                throw new IOException("expected a snapshot file, found another beginning");
            }
        }

        /** The next row, or nothing at the end; a row cut short is an error. */
        Optional<SaltedRow> next() throws IOException {
            byte[] salt = in.readNBytes(TableCommitment.SALT_BYTES);
            if (salt.length == 0) {
                return Optional.empty();
            }
            if (salt.length < TableCommitment.SALT_BYTES) {
                throw new EOFException("expected a whole row, found the end of the snapshot within one");
            }
            List<byte[]> values = new ArrayList<>(columns);
            for (int i = 0; i < columns; i++) {
                int length = in.readUnsignedShort();
                byte[] value = in.readNBytes(length);
                if (value.length < length) {
                    throw new EOFException("expected a whole value, found the end of the snapshot within one");
                }
                values.add(value);
            }
            return Optional.of(new SaltedRow(salt, values));
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
