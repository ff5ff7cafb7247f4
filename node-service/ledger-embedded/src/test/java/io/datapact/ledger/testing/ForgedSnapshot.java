package io.datapact.ledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** What somebody who can write to the disk does to a snapshot in place: other values, under the same CRC-32C per block. */
public final class ForgedSnapshot {
    private static final int BLOCK_KEYS = 16;
    private static final int FREE_BYTES = 4;

    private ForgedSnapshot() {}

    /** Changes the first long value of each block of 16 keys; every block keeps its CRC-32C. */
    public static void write(Path snapshot) {
        try {
            byte[] content = Files.readAllBytes(snapshot);
            ByteBuffer in = ByteBuffer.wrap(content);
            long left = in.getLong(16);
            in.position(28 + in.getInt(24));
            while (left > 0) {
                int keys = (int) Math.min(BLOCK_KEYS, left);
                forgeBlock(content, in, keys);
                left -= keys;
            }
            // In place, as an open file sees it.
            try (RandomAccessFile file = new RandomAccessFile(snapshot.toFile(), "rw")) {
                file.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forgeBlock(byte[] content, ByteBuffer in, int keys) {
        int start = in.position();
        int value = -1;
        for (int i = 0; i < keys; i++) {
            int key = in.getInt();
            in.getLong();
            int length = in.getInt();
            int at = in.position() + key;
            if (value < 0 && length > FREE_BYTES) {
                value = at;
            }
            in.position(at + length);
        }
        assertThat(value).isPositive();
        int length = in.position() - start;
        int before = crc(content, start, length);
        content[value + FREE_BYTES] ^= 1;
        fix(content, start, length, value, before);
        assertThat(crc(content, start, length)).isEqualTo(before);
    }

    /** Solves for the four bytes: the CRC is affine in their bits (Gauss, over the field of two elements). */
    private static void fix(byte[] all, int start, int length, int free, int wanted) {
        ByteBuffer four = ByteBuffer.wrap(all, free, FREE_BYTES).slice();
        four.putInt(0, 0);
        int base = crc(all, start, length);
        int[] effects = new int[Integer.SIZE];
        int[] bits = new int[Integer.SIZE];
        for (int i = 0; i < Integer.SIZE; i++) {
            bits[i] = 1 << i;
            four.putInt(0, bits[i]);
            effects[i] = crc(all, start, length) ^ base;
        }
        int rest = wanted ^ base;
        int chosen = 0;
        for (int column = 0; column < Integer.SIZE; column++) {
            int pivot = column;
            while ((effects[pivot] >>> column & 1) == 0) {
                pivot++;
            }
            swap(effects, column, pivot);
            swap(bits, column, pivot);
            for (int row = column + 1; row < Integer.SIZE; row++) {
                if ((effects[row] >>> column & 1) == 1) {
                    effects[row] ^= effects[column];
                    bits[row] ^= bits[column];
                }
            }
            if ((rest >>> column & 1) == 1) {
                rest ^= effects[column];
                chosen ^= bits[column];
            }
        }
        four.putInt(0, chosen);
    }

    private static void swap(int[] of, int one, int other) {
        int kept = of[one];
        of[one] = of[other];
        of[other] = kept;
    }

    private static int crc(byte[] all, int start, int length) {
        CRC32C crc = new CRC32C();
        crc.update(all, start, length);
        return (int) crc.getValue();
    }
}
