package io.datapact.ledger.simulation;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A file's bytes as programs see them and as the platter has them. Pages that were written and not synced are, after a
 * power cut, there, not there, or torn at sectors; after a sync that failed the system takes them for clean, and those
 * that it did not write are lost with the power whatever is synced later.
 */
final class Inode {
    static final int PAGE = 4_096;
    private static final int SECTOR = 512;

    private final BitSet dirty = new BitSet();
    private byte[] seen = new byte[PAGE];
    private byte[] durable = new byte[PAGE];
    private int length;
    private int durableLength;

    int length() {
        return length;
    }

    void write(byte[] bytes, int count, int at) {
        if (count == 0) {
            return;
        }
        reserve(at + count);
        System.arraycopy(bytes, 0, seen, at, count);
        length = Math.max(length, at + count);
        dirty.set(at / PAGE, (at + count - 1) / PAGE + 1);
    }

    /** Reads into an array from an offset; says how many bytes there were. */
    int read(byte[] into, int at) {
        int count = Math.max(0, Math.min(into.length, length - at));
        if (count > 0) {
            System.arraycopy(seen, at, into, 0, count);
        }
        return count;
    }

    void truncate(int to) {
        if (to < length) {
            Arrays.fill(seen, to, length, (byte) 0);
            dirty.set(to / PAGE, length / PAGE + 1);
            length = to;
        }
    }

    void sync() {
        dirty.stream().forEach(page -> persist(page));
        dirty.clear();
        settleLength(length);
    }

    /** Some pages are written, and nobody will try the others again. */
    void failToSync(Scheduler chance) {
        for (int page : dirty.stream().toArray()) {
            if (chance.chance(0.5)) {
                persist(page);
            }
        }
        dirty.clear();
    }

    void loseUnsynced(Scheduler chance) {
        for (int page : dirty.stream().toArray()) {
            int fate = chance.below(4);
            if (fate == 0) {
                persist(page);
            } else if (fate == 1) {
                tear(page, chance);
            }
        }
        settleLength(chance.chance(0.5) ? length : durableLength);
        dirty.clear();
        seen = durable.clone();
        length = durableLength;
    }

    Inode copy() {
        Inode copy = new Inode();
        copy.seen = seen.clone();
        copy.durable = seen.clone();
        copy.length = length;
        copy.durableLength = length;
        return copy;
    }

    private void tear(int page, Scheduler chance) {
        for (int sector = 0; sector < PAGE / SECTOR; sector++) {
            if (chance.chance(0.5)) {
                int at = page * PAGE + sector * SECTOR;
                System.arraycopy(seen, at, durable, at, SECTOR);
            }
        }
    }

    private void persist(int page) {
        System.arraycopy(seen, page * PAGE, durable, page * PAGE, PAGE);
    }

    private void settleLength(int to) {
        Arrays.fill(durable, to, durable.length, (byte) 0);
        durableLength = to;
    }

    private void reserve(int bytes) {
        int size = seen.length;
        while (size < bytes + PAGE) {
            size *= 2;
        }
        if (size > seen.length) {
            seen = Arrays.copyOf(seen, size);
            durable = Arrays.copyOf(durable, size);
        }
    }
}
