package io.datapact.ledger.chain;

import io.datapact.contract.id.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Hashes one behind the other, as many as memory holds: in pieces, since one array ends at 2^26 of them. */
final class Hashes {
    /** Hashes of a piece: 1 MiB. */
    static final int PIECE = 1 << 15;

    private static final int FIRST_CAPACITY = 8 * Digest.BYTES;

    private final List<byte[]> pieces = new ArrayList<>();
    private long count;

    /** How many there are. */
    long count() {
        return count;
    }

    /** Takes the hash that begins at a byte. */
    void add(byte[] from, int at) {
        int within = within(count);
        if (within == 0) {
            pieces.add(new byte[pieces.isEmpty() ? FIRST_CAPACITY : PIECE * Digest.BYTES]);
        } else if (within == pieces.getLast().length) {
            pieces.addLast(Arrays.copyOf(pieces.removeLast(), 2 * within));
        }
        System.arraycopy(from, at, pieces.getLast(), within, Digest.BYTES);
        count++;
    }

    /** One of them. */
    byte[] get(long index) {
        int within = within(index);
        return Arrays.copyOfRange(piece(index), within, within + Digest.BYTES);
    }

    /** Several, one behind the other; no more than an array holds. */
    byte[] range(long from, long to) {
        byte[] range = new byte[Math.multiplyExact(Math.toIntExact(to - from), Digest.BYTES)];
        int done = 0;
        for (long at = from; at < to; at = from + done / Digest.BYTES) {
            int within = within(at);
            int length = Math.min(PIECE * Digest.BYTES - within, range.length - done);
            System.arraycopy(piece(at), within, range, done, length);
            done += length;
        }
        return range;
    }

    private byte[] piece(long index) {
        return pieces.get(Math.toIntExact(index / PIECE));
    }

    private static int within(long index) {
        return (int) (index % PIECE) * Digest.BYTES;
    }
}
