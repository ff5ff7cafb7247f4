package io.datapact.ledger.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Entries by position in segment files of one folder, which it locks while it is open.
 *
 * <p>Crashes at any moment lose nothing that {@link #append} returned for. A lost or changed byte in the middle is found
 * at the next start and refused. One thread appends; any thread reads.
 */
public final class SegmentLog implements AutoCloseable {
    /** Usual size at which a new segment begins, in bytes. */
    public static final long SEGMENT_BYTES = 64L << 20;

    /** Longest entry, in bytes. */
    public static final int MAXIMUM_ENTRY_BYTES = Batch.MAXIMUM_ENTRY_BYTES;

    /** Most entries of one append. */
    public static final int MAXIMUM_BATCH_ENTRIES = Batch.MAXIMUM_ENTRIES;

    /** Most bytes of one append, each entry counted with four more. */
    public static final int MAXIMUM_BATCH_BYTES = Batch.MAXIMUM_PAYLOAD_BYTES;

    /** Name of the first segment. */
    public static final String FIRST_FILE = Segment.name(0);

    private final Path folder;
    private final LogDisk disk;
    private final long segmentBytes;
    private final FolderLock lock;
    private final AcknowledgedCount acknowledged;
    private final SealedSegments sealed;
    private final ConcurrentNavigableMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
    private volatile long size;
    private Optional<LogWriteException> failure = Optional.empty();

    private SegmentLog(SegmentPlaces places, long segmentBytes, FolderLock lock, AcknowledgedCount acknowledged) {
        this.folder = places.folder();
        this.disk = places.disk();
        this.sealed = new SealedSegments(places);
        this.segmentBytes = segmentBytes;
        this.lock = lock;
        this.acknowledged = acknowledged;
    }

    /**
     * Opens the log of a folder, making an empty one where there is none, and hands all its entries to the sink.
     *
     * @param segmentBytes size at which a new segment begins
     * @throws FolderInUseException if it is open already
     * @throws LogDamagedException  if its files are not what this class wrote
     * @throws UncheckedIOException if the disk cannot be read
     */
    public static SegmentLog open(Path folder, LogDisk disk, long segmentBytes, EntrySink sink) {
        return open(folder, disk, segmentBytes, 0, sink);
    }

    /**
     * As above, but without the segments that hold only entries before a position: those may be archived, or away, and
     * damage there shows when they are read.
     *
     * @param from position before which the caller knows the entries' hashes
     */
    public static SegmentLog open(Path folder, LogDisk disk, long segmentBytes, long from, EntrySink sink) {
        FolderLock lock = lock(disk, folder);
        boolean opened = false;
        try {
            AcknowledgedCount acknowledged = AcknowledgedCount.open(disk, folder);
            SegmentLog log = new SegmentLog(new SegmentPlaces(folder, disk), segmentBytes, lock, acknowledged);
            log.recover(from, sink);
            opened = true;
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the log in " + folder, e);
        } finally {
            if (!opened) {
                lock.close();
            }
        }
    }

    /**
     * Appends entries as one batch; they are durable when this returns.
     *
     * @param entries 1 to {@link #MAXIMUM_BATCH_ENTRIES}, in order; not changed afterwards by anybody
     * @return position of the first one
     * @throws LogWriteException if the disk fails, or failed before; the log then takes nothing more
     */
    public synchronized long append(List<byte[]> entries) {
        if (failure.isPresent()) {
            throw new LogWriteException(failure.get());
        }
        Batch batch = new Batch(size, entries);
        Path where = folder;
        try {
            Segment segment = writable();
            where = segment.path();
            segment.append(batch);
            size = segment.end();
            acknowledged.set(size);
        } catch (IOException e) {
            failure = Optional.of(new LogWriteException(where, e));
            throw failure.get();
        }
        return batch.first();
    }

    /** The log's folder. */
    public Path folder() {
        return folder;
    }

    /** Number of entries. */
    public long size() {
        return size;
    }

    /**
     * Reads one entry as it stands on disk; whoever knows its hash should compare.
     *
     * @param position 0 to size − 1
     * @return the caller's own
     * @throws SegmentAwayException if it was archived and its archive cannot be reached
     */
    public byte[] read(long position) {
        Map.Entry<Long, Segment> segment = segments.floorEntry(position);
        if (position < 0 || position >= size) {
            throw new IllegalArgumentException("expected a position of 0 to " + (size - 1) + ", found " + position);
        }
        try {
            return segment == null ? sealed.read(position) : segment.getValue().read(position);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read entry " + position + " in " + folder, e);
        }
    }

    @Override
    public synchronized void close() {
        failure = failure.or(() -> Optional.of(new LogWriteException(folder, new IOException("the log is closed"))));
        try (lock;
                acknowledged) {
            for (Segment segment : segments.values()) {
                segment.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the log in " + folder, e);
        }
    }

    private static FolderLock lock(LogDisk disk, Path folder) {
        try {
            return disk.lock(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock the folder " + folder, e);
        }
    }

    private void recover(long from, EntrySink sink) throws IOException {
        LogRecovery recovery = new LogRecovery(new SegmentPlaces(folder, disk), sink);
        for (Segment segment : recovery.recover(acknowledged.count(), from)) {
            segments.put(segment.first(), segment);
            size = segment.end();
        }
    }

    private Segment writable() throws IOException {
        Map.Entry<Long, Segment> last = segments.lastEntry();
        if (last != null && last.getValue().length() < segmentBytes) {
            return last.getValue();
        }
        Path path = folder.resolve(Segment.name(size));
        Segment segment = new Segment(path, disk.open(path), size);
        segment.writeHeader();
        disk.syncFolder(folder);
        segments.put(size, segment);
        return segment;
    }
}
