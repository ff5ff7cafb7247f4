package io.datapact.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.ledger.work.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {
    private static final int ENTRIES = 3_000;

    @TempDir
    private Path folder;

    private final Heard heard = new Heard();

    @Test
    void reports_entries_durable_in_order_and_shares_syncs() throws InterruptedException {
        try (SegmentLog log = LogFolder.open(folder, LogDisk.real(), new ArrayList<>())) {
            try (GroupCommit commit = new GroupCommit(log, heard, Workers.threads(), 64)) {
                for (byte[] entry : LogFolder.batch(0, ENTRIES)) {
                    assertThat(commit.add(entry)).isTrue();
                }
            }
            assertThat(log.size()).isEqualTo(ENTRIES);
        }
        List<Long> sizes = List.copyOf(heard.durable);
        assertThat(sizes).isSorted().endsWith((long) ENTRIES).hasSizeLessThan(ENTRIES);
        assertThat(LogFolder.entries(folder)).isEqualTo(LogFolder.texts(ENTRIES));
    }

    @Test
    void says_when_the_disk_failed_and_takes_nothing_more() throws InterruptedException {
        try (SegmentLog log = LogFolder.open(folder, new FailingDisk(100), new ArrayList<>());
                GroupCommit commit = new GroupCommit(log, heard, Workers.threads(), 64)) {
            List<byte[]> entries = LogFolder.batch(0, ENTRIES);
            int taken = 0;
            while (taken < ENTRIES && commit.add(entries.get(taken))) {
                taken++;
            }
            assertThat(heard.failed.poll(10, TimeUnit.SECONDS))
                    .isNotNull()
                    .hasMessageContaining("No space left on device");
            assertThat(commit.add(entries.getFirst())).isFalse();
        }
    }

    @Test
    void takes_nothing_after_close() throws InterruptedException {
        try (SegmentLog log = LogFolder.open(folder, LogDisk.real(), new ArrayList<>())) {
            GroupCommit commit = new GroupCommit(log, heard, Workers.threads(), 64);
            commit.close();
            assertThat(commit.add(new byte[] {1})).isFalse();
        }
    }

    private static final class Heard implements GroupCommit.Listener {
        private final BlockingQueue<Long> durable = new LinkedBlockingQueue<>();
        private final BlockingQueue<LogWriteException> failed = new LinkedBlockingQueue<>();

        @Override
        public void durable(long size) {
            durable.add(size);
        }

        @Override
        public void failed(LogWriteException failure) {
            failed.add(failure);
        }
    }
}
