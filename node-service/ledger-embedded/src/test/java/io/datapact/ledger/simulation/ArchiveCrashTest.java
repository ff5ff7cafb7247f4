package io.datapact.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.ledger.log.EntrySink;
import io.datapact.ledger.log.SegmentArchive;
import io.datapact.ledger.log.SegmentLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Archiving that is cut off at any of its disk's operations, by a dying process or the power, loses no entry. */
class ArchiveCrashTest {
    private static final Path FOLDER = Path.of("/log");
    private static final int SEEDS = 6;
    private static final int ENTRIES = 40;
    private static final int END = 31;
    private static final long SEGMENT = 300;
    private static final EntrySink NO_CHECK = (position, entry) -> {};

    @Test
    void a_stop_at_each_operation_loses_nothing_and_doing_it_again_goes_on() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Scheduler chance = new Scheduler(seed);
            DiskFaults faults = faults(chance);
            SimulatedDisk disk = written(chance, faults);
            long first = faults.operations();
            assertThat(archive(disk)).hasSizeGreaterThan(3);
            assertThat(faults.operations()).isGreaterThan(first + 50);
            for (long operation = first; operation < faults.operations(); operation++) {
                assertSurvives(seed, operation);
            }
        }
    }

    private static void assertSurvives(int seed, long operation) throws IOException {
        Scheduler chance = new Scheduler(seed);
        DiskFaults faults = faults(chance);
        SimulatedDisk disk = written(chance, faults);
        faults.stopAt(operation);
        assertThatThrownBy(() -> archive(disk))
                .as("seed %d, operation %d", seed, operation)
                .isInstanceOfSatisfying(Crash.class, crash -> disk.crash(crash.power()));
        assertWhole(disk, 0);
        assertWhole(disk, END);
        archive(disk);
        assertThat(archive(disk)).isEmpty();
        assertWhole(disk, 0);
        assertWhole(disk, END);
    }

    /** All entries can be read, whether or not anything stands for those at the beginning. */
    private static void assertWhole(SimulatedDisk disk, long from) {
        TreeMap<Long, String> found = new TreeMap<>();
        try (SegmentLog log = SegmentLog.open(
                FOLDER, disk.mount(), SEGMENT, from, (position, entry) -> found.put(position, text(entry)))) {
            assertThat(log.size()).isEqualTo(ENTRIES);
            assertThat(found.firstKey()).isLessThanOrEqualTo(Math.max(0, from - 1));
            for (int i = 0; i < ENTRIES; i++) {
                assertThat(text(log.read(i))).isEqualTo(entry(i));
                assertThat(found.getOrDefault((long) i, entry(i))).isEqualTo(entry(i));
            }
        }
    }

    private static List<Long> archive(SimulatedDisk disk) throws IOException {
        return new SegmentArchive(FOLDER, disk.mount()).move(END - 1, NO_CHECK);
    }

    private static SimulatedDisk written(Scheduler chance, DiskFaults faults) {
        SimulatedDisk disk = new SimulatedDisk(chance, faults);
        try (SegmentLog log = SegmentLog.open(FOLDER, disk.mount(), SEGMENT, NO_CHECK)) {
            for (int i = 0; i < ENTRIES; i++) {
                log.append(List.of(entry(i).getBytes(StandardCharsets.UTF_8)));
            }
        }
        return disk;
    }

    private static DiskFaults faults(Scheduler chance) {
        return new DiskFaults("archive", chance, new Trace(chance), () -> Faults.NONE);
    }

    private static String entry(int i) {
        return "entry " + i + " of this log";
    }

    private static String text(byte[] entry) {
        return new String(entry, StandardCharsets.UTF_8);
    }
}
