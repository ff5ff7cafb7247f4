package io.datapact.ledger.log;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where a log's segments may stand: in its folder, or in the folder {@value #ARCHIVE} in that, which may be on another
 * disk, and away: that is whatever keeps it from being read.
 */
record SegmentPlaces(Path folder, LogDisk disk) {
    static final String ARCHIVE = "archive";

    /**
     * A segment's file, opened for reading.
     *
     * @param path where it was found
     */
    record Opened(Path path, LogFile file) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** The folder of archived segments. */
    Path archive() {
        return folder.resolve(ARCHIVE);
    }

    /** First positions of all segments that can be reached, in ascending order. */
    NavigableSet<Long> firsts() throws IOException {
        NavigableSet<Long> firsts = firsts(folder);
        if (disk.exists(archive())) {
            firsts.addAll(archived());
        }
        return firsts;
    }

    /** First positions of the segments in one of the places, in ascending order. */
    NavigableSet<Long> firsts(Path place) throws IOException {
        NavigableSet<Long> firsts = new TreeSet<>();
        disk.files(place).stream().filter(Segment::isNamed).map(Segment::first).forEach(firsts::add);
        return firsts;
    }

    /** Opens the segment of a position, wherever it is; empty where it cannot be reached. */
    Optional<Opened> open(long first) throws IOException {
        Optional<Opened> here = open(folder, first);
        return here.isPresent() ? here : openArchived(first);
    }

    private NavigableSet<Long> archived() {
        try {
            return firsts(archive());
        } catch (IOException e) {
            return new TreeSet<>();
        }
    }

    private Optional<Opened> openArchived(long first) {
        try {
            return open(archive(), first);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Opened> open(Path place, long first) throws IOException {
        Path path = place.resolve(Segment.name(first));
        try {
            return Optional.of(new Opened(path, disk.openToRead(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
