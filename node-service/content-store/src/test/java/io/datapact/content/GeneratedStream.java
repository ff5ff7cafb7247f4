package io.datapact.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bytes of a rule, as many as wanted, without holding them; gives them in uneven portions. */
final class GeneratedStream extends InputStream {
    private static final int PORTION = 300_007;

    private final long length;
    private final int period;
    private long at;

    private GeneratedStream(long length, int period) {
        this.length = length;
        this.period = period;
    }

    static GeneratedStream zeros(long length) {
        return new GeneratedStream(length, 1);
    }

    /** Byte i is i mod 251. */
    static GeneratedStream counting(long length) {
        return new GeneratedStream(length, 251);
    }

    /** A stream whose first read fails, as when a disk is gone. */
    static InputStream failing() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("the disk is gone");
            }
        };
    }

    @Override
    public int read() {
        return at == length ? -1 : (int) (at++ % period);
    }

    @Override
    public int read(byte[] target, int offset, int wanted) {
        if (at == length) {
            return wanted == 0 ? 0 : -1;
        }
        int count = (int) Math.min(Math.min(wanted, PORTION), length - at);
        if (period == 1) {
            Arrays.fill(target, offset, offset + count, (byte) 0);
            at += count;
            return count;
        }
        for (int index = 0; index < count; index++) {
            target[offset + index] = (byte) (at++ % period);
        }
        return count;
    }
}
