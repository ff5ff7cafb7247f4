package io.datapact.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFailureTest {
    private static final int STEP = 3;
    private static final int MOST_BYTES = 500;

    @TempDir
    private Path root;

    @Test
    void loses_nothing_acknowledged_wherever_the_disk_becomes_full() {
        for (int room = 0; room < MOST_BYTES; room += STEP) {
            Path folder = root.resolve("full-" + room);
            int acknowledged = appendUntilFull(folder, new FailingDisk(room));
            List<String> found = LogFolder.entries(folder);
            assertThat(found)
                    .as("room for %d bytes", room)
                    .hasSizeBetween(acknowledged, acknowledged + 1)
                    .isEqualTo(LogFolder.texts(found.size()));
        }
    }

    @Test
    void names_the_failure_and_takes_nothing_more() {
        SegmentLog log = LogFolder.open(root, new FailingDisk(100), new ArrayList<>());
        log.append(LogFolder.batch(0, 1));
        assertThatThrownBy(() -> log.append(LogFolder.batch(1, 5)))
                .isInstanceOf(LogWriteException.class)
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("nothing acknowledged is lost");
        assertThatThrownBy(() -> log.append(LogFolder.batch(1, 1))).isInstanceOf(LogWriteException.class);
        assertThat(log.size()).isEqualTo(1);
        log.close();
        assertThat(LogFolder.entries(root)).isEqualTo(LogFolder.texts(1));
    }

    @Test
    void stops_when_a_sync_fails() {
        FailingDisk disk = new FailingDisk(Long.MAX_VALUE);
        SegmentLog log = LogFolder.open(root, disk, new ArrayList<>());
        log.append(LogFolder.batch(0, 1));
        disk.failSyncs();
        assertThatThrownBy(() -> log.append(LogFolder.batch(1, 1)))
                .isInstanceOf(LogWriteException.class)
                .hasMessageContaining("Input/output error");
        assertThat(log.size()).isEqualTo(1);
        log.close();
    }

    private static int appendUntilFull(Path folder, FailingDisk disk) {
        List<String> found = new ArrayList<>();
        int acknowledged = 0;
        try (SegmentLog log = LogFolder.open(folder, disk, found)) {
            while (acknowledged < MOST_BYTES) {
                log.append(LogFolder.batch(acknowledged, 1));
                acknowledged++;
            }
        } catch (LogWriteException e) {
            assertThat(e).hasMessageContaining("No space left on device");
        }
        return acknowledged;
    }
}
