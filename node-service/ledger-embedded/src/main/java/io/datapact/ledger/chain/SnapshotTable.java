package io.datapact.ledger.chain;

import io.datapact.contract.id.Digest;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogFile;
import io.datapact.node.ledger.LedgerClosedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * The keys and values of a snapshot, left on disk: a read finds its block by the blocks' first keys, and believes the
 * block only if its SHA-256 is that of the bytes that were judged at the start, or written here. So whoever writes to the
 * disk meanwhile, with any skill, ends this ledger and makes it show nothing false. In memory are about 17 bytes a key,
 * and what was read lately. The file stays readable when another takes its name. Safe for use by several threads.
 */
final class SnapshotTable implements AutoCloseable {
    /** Keys of a block. */
    static final int BLOCK_KEYS = 16;

    private static final int RECENT = 1 << 14;
    private static final int MOST_RECENT_BYTES = 4 << 10;

    private final Path path;
    private final LogFile file;
    private final Index index;
    private final AtomicReferenceArray<Snapshot.Held> recent = new AtomicReferenceArray<>(RECENT);
    private volatile Consumer<LogDamagedException> whenChanged = damage -> {};
    private volatile boolean closed;

    /**
     * Where things stand.
     *
     * @param keys    of the whole
     * @param firsts  the first key of each block, ascending
     * @param starts  offset of each block, and that behind the last
     * @param digests SHA-256 of each block, one behind the other
     * @param filter  of all keys
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Index(long keys, List<String> firsts, long[] starts, byte[] digests, KeyFilter filter) {}

    /** Takes over the file, which was read whole and found to be right, or written here. */
    SnapshotTable(Path path, LogFile file, Index index) {
        this.path = path;
        this.file = file;
        this.index = index;
    }

    /** Whom to tell, before the read that finds it fails, that the file is no longer what it was. */
    void whenChanged(Consumer<LogDamagedException> told) {
        whenChanged = told;
    }

    /** Number of keys. */
    long keys() {
        return index.keys();
    }

    /** What a key holds. */
    Optional<Snapshot.Held> get(String key) {
        int slot = key.hashCode() & (RECENT - 1);
        Optional<Snapshot.Held> known =
                Optional.ofNullable(recent.get(slot)).filter(held -> held.key().equals(key));
        if (known.isPresent() || !index.filter().mayHold(key)) {
            return known;
        }
        int block = block(key);
        if (block < 0) {
            return Optional.empty();
        }
        for (Snapshot.Held held : read(block)) {
            if (held.key().equals(key)) {
                if (held.value().length <= MOST_RECENT_BYTES) {
                    recent.set(slot, held);
                }
                return Optional.of(held);
            }
        }
        return Optional.empty();
    }

    /** All keys from one on, in ascending order. */
    Iterator<Snapshot.Held> from(String first) {
        return new Ascending(first);
    }

    @Override
    public void close() {
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + path, e);
        }
    }

    /** The block that holds a key if any does; -1 where it lies before all. */
    private int block(String key) {
        int low = 0;
        int high = index.firsts().size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (index.firsts().get(middle).compareTo(key) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private List<Snapshot.Held> read(int block) {
        long start = index.starts()[block];
        ByteBuffer content = ByteBuffer.allocate((int) (index.starts()[block + 1] - start));
        try {
            file.read(content, start);
        } catch (IOException e) {
            if (closed) {
                throw new LedgerClosedException("this ledger was closed; open it again to use it");
            }
            throw told(new LogDamagedException(path, "expected it to be readable, found: " + e.getMessage()));
        }
        requireSame(block, content.flip());
        List<Snapshot.Held> all = new ArrayList<>(BLOCK_KEYS);
        while (content.hasRemaining()) {
            all.add(SnapshotInput.held(content));
        }
        return all;
    }

    private void requireSame(int block, ByteBuffer content) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(content.duplicate());
        byte[] found = sha256.digest();
        int at = block * Digest.BYTES;
        if (!Arrays.equals(found, 0, Digest.BYTES, index.digests(), at, at + Digest.BYTES)) {
            LogDamagedException damage = new LogDamagedException(
                    path,
                    "expected bytes " + index.starts()[block] + " to " + index.starts()[block + 1]
                            + " as they were when they were judged or written, found others, of which nothing was"
                            + " used; the disk fails, or somebody writes to it");
            throw told(damage);
        }
    }

    private LogDamagedException told(LogDamagedException damage) {
        whenChanged.accept(damage);
        return damage;
    }

    /** Reads block by block. */
    private final class Ascending implements Iterator<Snapshot.Held> {
        private final String first;
        private int block;
        private Iterator<Snapshot.Held> held = List.<Snapshot.Held>of().iterator();
        private Optional<Snapshot.Held> next = Optional.empty();

        Ascending(String first) {
            this.first = first;
            this.block = Math.max(0, block(first));
        }

        @Override
        public boolean hasNext() {
            while (next.isEmpty() && (held.hasNext() || block < index.firsts().size())) {
                if (!held.hasNext()) {
                    held = read(block++).iterator();
                }
                next = Optional.of(held.next()).filter(found -> found.key().compareTo(first) >= 0);
            }
            return next.isPresent();
        }

        @Override
        public Snapshot.Held next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Snapshot.Held found = next.orElseThrow();
            next = Optional.empty();
            return found;
        }
    }
}
