package io.datapact.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import io.datapact.ledger.log.LogWriteException;
import io.datapact.ledger.log.SegmentLog;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The log on a disk that loses what was not synced, or whose sync failed. */
class LossyDiskTest {
    private static final Path FOLDER = Path.of("/log");
    private static final int SEEDS = 100;

    private Faults faults = Faults.NONE;

    @Test
    void loses_what_was_not_synced_and_keeps_what_was() throws IOException {
        int lost = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = disk(seed);
            LogDisk mounted = disk.mount();
            try (LogFile file = mounted.open(FOLDER.resolve("a"))) {
                file.write(ByteBuffer.wrap(new byte[] {1}), 0);
                file.force();
                mounted.syncFolder(FOLDER);
                file.write(ByteBuffer.wrap(new byte[] {2}), Inode.PAGE);
            }
            disk.crash(true);
            try (LogFile file = disk.mount().open(FOLDER.resolve("a"))) {
                ByteBuffer read = ByteBuffer.allocate(Inode.PAGE + 1);
                file.read(read, 0);
                assertThat(read.get(0)).isEqualTo((byte) 1);
                lost += file.length() == 1 || read.get(Inode.PAGE) == 0 ? 1 : 0;
            }
        }
        assertThat(lost).isBetween(SEEDS / 4, SEEDS - SEEDS / 10);
    }

    @Test
    void a_process_that_died_cannot_use_its_disk() {
        SimulatedDisk disk = disk(1);
        LogDisk before = disk.mount();
        disk.crash(false);
        assertThatThrownBy(() -> before.open(FOLDER.resolve("a"))).isInstanceOf(Crash.class);
    }

    @Test
    void a_tail_whose_sync_failed_is_written_again_before_it_is_told() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = disk(seed);
            try (SegmentLog log = open(disk, new ArrayList<>())) {
                log.append(entries("a"));
                faults = failing();
                assertThatThrownBy(() -> log.append(entries("b"))).isInstanceOf(LogWriteException.class);
                faults = Faults.NONE;
            }
            disk.crash(false);
            List<String> told = new ArrayList<>();
            open(disk, told).close();
            disk.crash(true);
            assertThat(read(disk)).as("seed %d", seed).startsWith("a").containsAll(told);
        }
    }

    @Test
    void nothing_appended_after_a_failed_sync_hides_a_hole() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = disk(seed);
            try (SegmentLog log = open(disk, new ArrayList<>())) {
                log.append(entries("a"));
                faults = failing();
                assertThatThrownBy(() -> log.append(entries("b".repeat(2 * Inode.PAGE))))
                        .isInstanceOf(LogWriteException.class);
                faults = Faults.NONE;
            }
            disk.crash(false);
            try (SegmentLog log = open(disk, new ArrayList<>())) {
                log.append(entries("c"));
            }
            disk.crash(true);
            assertThat(read(disk)).as("seed %d", seed).startsWith("a").endsWith("c");
        }
    }

    private SimulatedDisk disk(int seed) {
        Scheduler chance = new Scheduler(seed);
        return new SimulatedDisk(chance, new DiskFaults("disk", chance, new Trace(chance), () -> faults));
    }

    private static Faults failing() {
        return new Faults(0, 1, 0, 0, 0, 0, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private static List<String> read(SimulatedDisk disk) {
        List<String> found = new ArrayList<>();
        open(disk, found).close();
        return found;
    }

    private static SegmentLog open(SimulatedDisk disk, List<String> into) {
        return SegmentLog.open(
                FOLDER,
                disk.mount(),
                SegmentLog.SEGMENT_BYTES,
                (position, entry) -> into.add(new String(entry, StandardCharsets.UTF_8)));
    }

    private static List<byte[]> entries(String text) {
        return List.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
