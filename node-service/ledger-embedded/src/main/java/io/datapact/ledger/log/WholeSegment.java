package io.datapact.ledger.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A segment that nothing is appended to, looked through from its beginning.
 *
 * @param path    where it stands
 * @param content all its bytes
 * @param offsets of the entries up to its end, or to the first batch that is not intact
 */
@SuppressWarnings("ArrayRecordComponent")
record WholeSegment(Path path, byte[] content, EntryOffsets offsets) {
    /**
     * Looks through a segment.
     *
     * @throws LogDamagedException if it does not begin as the segment of that position
     */
    static WholeSegment read(SegmentPlaces.Opened segment, long first) throws IOException {
        return read(segment, first, (position, entry) -> {});
    }

    /** As above, and hands its entries to a sink. */
    static WholeSegment read(SegmentPlaces.Opened segment, long first, EntrySink sink) throws IOException {
        byte[] content = Segment.readAll(segment.file(), segment.path());
        if (!Segment.hasHeader(content, first)) {
            throw new LogDamagedException(
                    segment.path(), "expected the header of the segment of position " + first + ", found another");
        }
        EntryOffsets offsets = new EntryOffsets(segment.path(), first);
        Optional<Batch> batch = Batch.decode(content, (int) offsets.length());
        while (batch.isPresent() && batch.get().first() == offsets.end()) {
            long position = offsets.end();
            offsets.adopt(batch.get());
            for (byte[] entry : batch.get().entries()) {
                sink.accept(position++, entry);
            }
            batch = Batch.decode(content, (int) offsets.length());
        }
        return new WholeSegment(segment.path(), content, offsets);
    }

    /** Whether it is intact to its last byte. */
    boolean isIntact() {
        return offsets.length() == content.length;
    }

    void requireIntact() {
        if (!isIntact()) {
            throw new LogDamagedException(
                    path,
                    "expected a batch of position " + offsets.end() + " at byte " + offsets.length()
                            + ", found none that is intact");
        }
    }
}
