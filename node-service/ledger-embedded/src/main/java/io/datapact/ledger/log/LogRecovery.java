package io.datapact.ledger.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * Reads a log's segments at start. What follows the last intact batch of the last segment is cut if it can only be the
 * remains of a write that was never acknowledged: no intact batch stands behind it, and no acknowledged entry is
 * missing. Anything else is damage, and refused.
 *
 * <p>What is found beyond the acknowledged entries may stand in the system's memory alone: the process that wrote it
 * died before its sync, or the sync failed, after which the system takes the pages for written. So it is written again
 * and synced, with the names in the folder, before anybody hears of it.
 */
final class LogRecovery {
    private final SegmentPlaces places;
    private final Path folder;
    private final LogDisk disk;
    private final EntrySink sink;

    LogRecovery(SegmentPlaces places, EntrySink sink) {
        this.places = places;
        this.folder = places.folder();
        this.disk = places.disk();
        this.sink = sink;
    }

    /**
     * Opens the segments, from the one on that holds the last entry that needs no reading, and hands their entries to the
     * sink.
     *
     * @param acknowledged least number of entries that must be there
     * @param from         position before which nothing needs to be read
     */
    List<Segment> recover(long acknowledged, long from) throws IOException {
        List<Long> firsts = firsts(from);
        List<Segment> segments = new ArrayList<>();
        long next = firsts.isEmpty() ? 0 : firsts.getFirst();
        for (int i = 0; i < firsts.size(); i++) {
            boolean last = i == firsts.size() - 1;
            Segment segment = open(firsts.get(i), next, last);
            segments.add(segment);
            byte[] content = segment.readAll();
            if (!segment.hasHeader(content)) {
                segments.removeLast();
                dropTornSegment(segment, content, last);
                break;
            }
            long sure = scan(segment, content, acknowledged);
            next = segment.end();
            if (segment.length() < content.length) {
                requireTornTail(segment, content, last);
                requireAcknowledged(segment.path(), next, acknowledged);
                segment.cut();
            }
            if (last && (next > acknowledged || next == segment.first())) {
                segment.rewrite(content, sure);
            }
        }
        disk.syncFolder(folder);
        requireAcknowledged(folder, next, acknowledged);
        return segments;
    }

    /** First positions of the segments to read; archived ones too, where nothing stands for their entries. */
    private List<Long> firsts(long from) throws IOException {
        NavigableSet<Long> firsts = places.firsts();
        Long begin = firsts.floor(Math.max(0, from - 1));
        if (begin == null && !firsts.isEmpty()) {
            throw missing(Math.max(0, from - 1), firsts.first());
        }
        return List.copyOf(begin == null ? firsts : firsts.tailSet(begin, true));
    }

    private Segment open(long first, long expectedFirst, boolean last) throws IOException {
        if (first != expectedFirst) {
            throw missing(expectedFirst, first);
        }
        Path here = folder.resolve(Segment.name(first));
        if (last && !disk.exists(here)) {
            throw new LogDamagedException(
                    here, "expected the last segment in this folder, found it in the archive; put it back");
        }
        if (last) {
            return new Segment(here, disk.open(here), first);
        }
        SegmentPlaces.Opened opened = places.open(first).orElseThrow(() -> missing(first, first + 1));
        return new Segment(opened.path(), opened.file(), first);
    }

    private LogDamagedException missing(long expected, long found) {
        return new LogDamagedException(
                folder.resolve(Segment.name(found)),
                "expected the segment of entry " + expected + " before it, found none here or in " + places.archive()
                        + "; a segment is missing or is not of this log: if it was archived, make the archive reachable"
                        + " there");
    }

    /** Takes what a segment holds; says up to which byte all of it was acknowledged. */
    private long scan(Segment segment, byte[] content, long acknowledged) {
        long sure = 0;
        Optional<Batch> batch = Batch.decode(content, (int) segment.length());
        while (batch.isPresent() && batch.get().first() == segment.end()) {
            long position = segment.end();
            segment.adopt(batch.get());
            sure = segment.end() <= acknowledged ? segment.length() : sure;
            for (byte[] entry : batch.get().entries()) {
                sink.accept(position++, entry);
            }
            batch = Batch.decode(content, (int) segment.length());
        }
        return sure;
    }

    private static void requireTornTail(Segment segment, byte[] content, boolean last) {
        int from = (int) segment.length();
        if (!last) {
            throw new LogDamagedException(
                    segment.path(), "expected a batch at byte " + from + ", found none, and later segments exist");
        }
        Optional<Integer> intact = intactBatch(content, from);
        if (intact.isPresent()) {
            throw new LogDamagedException(
                    segment.path(),
                    "expected a batch of position " + segment.end() + " at byte " + from
                            + ", found none, but an intact batch at byte " + intact.get());
        }
    }

    private static Optional<Integer> intactBatch(byte[] content, int from) {
        for (int at = Batch.nextMagic(content, from); at >= 0; at = Batch.nextMagic(content, at + 1)) {
            if (Batch.decode(content, at).isPresent()) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** A crash between making the file and syncing its header leaves a last segment without one. */
    private void dropTornSegment(Segment segment, byte[] content, boolean last) throws IOException {
        if (!last
                || content.length > Segment.HEADER_BYTES
                || intactBatch(content, 0).isPresent()) {
            throw new LogDamagedException(segment.path(), "expected the header of a segment, found something else");
        }
        segment.close();
        disk.delete(segment.path());
    }

    private static void requireAcknowledged(Path where, long found, long acknowledged) {
        if (found < acknowledged) {
            throw new LogDamagedException(
                    where, "expected at least the " + acknowledged + " entries acknowledged before, found " + found);
        }
    }
}
