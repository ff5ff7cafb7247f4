package io.datapact.ledger.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/**
 * Moves segments out of a log's folder into its archive, one after the other: each is looked through, copied, synced,
 * named, read back, and only then removed from the folder. A crash at any moment leaves it in the folder, or in both, or
 * in the archive; doing it again goes on from there. The log may be open and in use.
 */
public final class SegmentArchive {
    private static final String BESIDE = ".new";

    private final SegmentPlaces places;
    private final LogDisk disk;

    /** Of a log's folder. */
    public SegmentArchive(Path folder, LogDisk disk) {
        this.places = new SegmentPlaces(folder, disk);
        this.disk = disk;
    }

    /** Where the segments go. */
    public Path folder() {
        return places.archive();
    }

    /**
     * Moves all segments that end at or before a position; never the last one.
     *
     * @param end   position behind the last entry that may go; what stands for the entries before it must be durable
     * @param check is given each entry before anything is removed, and throws if it is not the one that stands there
     * @return the segments' first positions, in ascending order
     * @throws FolderInUseException if somebody else is moving segments there
     * @throws LogDamagedException  if a segment is not intact; it stays, and all after it
     */
    public List<Long> move(long end, EntrySink check) throws IOException {
        try (FolderLock _ = disk.lock(places.archive())) {
            // What the caller relies on was put in place by renaming, maybe by a process that has yet to sync the name.
            disk.syncFolder(places.folder());
            List<Long> moved = new ArrayList<>();
            NavigableSet<Long> firsts = places.firsts(places.folder());
            for (long first : firsts) {
                Long next = firsts.higher(first);
                if (next == null || next > end) {
                    return moved;
                }
                move(first, next, check);
                moved.add(first);
            }
            return moved;
        }
    }

    private void move(long first, long next, EntrySink check) throws IOException {
        Path from = places.folder().resolve(Segment.name(first));
        Path to = places.archive().resolve(Segment.name(first));
        byte[] content = require(from, first, next, check);
        copy(content, to);
        disk.syncFolder(places.archive());
        require(to, first, next, check);
        disk.delete(from);
        disk.syncFolder(places.folder());
    }

    private byte[] require(Path path, long first, long next, EntrySink check) throws IOException {
        try (SegmentPlaces.Opened segment = new SegmentPlaces.Opened(path, disk.openToRead(path))) {
            WholeSegment whole = WholeSegment.read(segment, first, check);
            whole.requireIntact();
            if (whole.offsets().end() != next) {
                throw new LogDamagedException(
                        path,
                        "expected entries up to the next segment's first, " + next + ", found them to end at "
                                + whole.offsets().end());
            }
            return whole.content();
        }
    }

    /** In place of any copy that is there: nothing says whether its bytes were synced. */
    private void copy(byte[] content, Path to) throws IOException {
        Path beside = to.resolveSibling(to.getFileName() + BESIDE);
        try (LogFile file = disk.open(beside)) {
            file.truncate(0);
            file.write(ByteBuffer.wrap(content), 0);
            file.force();
        }
        disk.replace(to, beside);
    }
}
