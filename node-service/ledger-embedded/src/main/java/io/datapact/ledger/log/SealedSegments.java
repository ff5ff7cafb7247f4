package io.datapact.ledger.log;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Segments that are not read at start, because a snapshot stands for their entries. Each is looked through when one of
 * its entries is first read, wherever it then stands; no file is held open. Whoever reads compares the entry's hash.
 * Safe for use by several threads.
 */
final class SealedSegments {
    private final SegmentPlaces places;
    private final ConcurrentNavigableMap<Long, EntryOffsets> known = new ConcurrentSkipListMap<>();

    SealedSegments(SegmentPlaces places) {
        this.places = places;
    }

    /**
     * Reads one entry as it stands on disk.
     *
     * @throws SegmentAwayException if its segment cannot be reached
     * @throws LogDamagedException  if its batch is not intact
     */
    byte[] read(long position) throws IOException {
        EntryOffsets offsets = offsets(position);
        try (SegmentPlaces.Opened segment = open(offsets.first(), position)) {
            return offsets.read(segment.file(), position);
        }
    }

    private EntryOffsets offsets(long position) throws IOException {
        Optional<EntryOffsets> before = known(position);
        return before.isPresent() ? before.get() : look(position);
    }

    private Optional<EntryOffsets> known(long position) {
        return Optional.ofNullable(known.floorEntry(position))
                .map(Map.Entry::getValue)
                .filter(offsets -> position < offsets.end());
    }

    /** One thread looks through a segment; whoever waited for it finds what it found. */
    private synchronized EntryOffsets look(long position) throws IOException {
        Optional<EntryOffsets> meanwhile = known(position);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        Long first = places.firsts().floor(position);
        if (first == null) {
            throw new SegmentAwayException(position, places);
        }
        try (SegmentPlaces.Opened segment = open(first, position)) {
            WholeSegment whole = WholeSegment.read(segment, first);
            if (position >= whole.offsets().end()) {
                whole.requireIntact();
                throw new SegmentAwayException(position, places);
            }
            // Also where it is damaged behind the entry; one behind the damage is looked for anew, it may have been
            // repaired.
            known.put(first, whole.offsets());
            return whole.offsets();
        }
    }

    private SegmentPlaces.Opened open(long first, long position) throws IOException {
        return places.open(first).orElseThrow(() -> new SegmentAwayException(position, places));
    }
}
