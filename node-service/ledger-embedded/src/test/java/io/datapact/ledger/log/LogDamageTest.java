package io.datapact.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each test changes copies of a log's files. Ten entries are acknowledged; the last three of thirteen were being
 * written when the copy was made, so only they may be missing afterwards.
 */
class LogDamageTest {
    private static final int ACKNOWLEDGED = 10;
    private static final int ALL = 13;
    private static final long SEED = 20_261_124L;
    private static final int TORN_WRITES = 200;

    @TempDir
    private Path root;

    private Path whole;
    private Path last;
    private int lastBatchAt;

    @BeforeEach
    void write_a_log_whose_last_batch_is_not_acknowledged() throws IOException {
        whole = root.resolve("whole");
        byte[] acknowledged;
        try (SegmentLog log = LogFolder.open(whole, LogDisk.real(), new ArrayList<>())) {
            for (int i = 0; i < ACKNOWLEDGED; i += 2) {
                log.append(LogFolder.batch(i, 2));
            }
            acknowledged = Files.readAllBytes(whole.resolve(AcknowledgedCount.NAME));
            last = LogFolder.segments(whole).getLast();
            lastBatchAt = (int) Files.size(last);
            log.append(LogFolder.batch(ACKNOWLEDGED, ALL - ACKNOWLEDGED));
        }
        Files.write(whole.resolve(AcknowledgedCount.NAME), acknowledged);
        assertThat(LogFolder.segments(whole)).hasSizeGreaterThan(1);
        assertThat(LogFolder.segments(whole).getLast()).isEqualTo(last);
    }

    @Test
    void cuts_a_torn_tail_at_every_length() throws IOException {
        byte[] bytes = Files.readAllBytes(last);
        for (int length = lastBatchAt; length < bytes.length; length++) {
            Path copy = copy("cut-" + length);
            Files.write(copy.resolve(last.getFileName()), Arrays.copyOf(bytes, length));
            assertThat(LogFolder.entries(copy)).as("cut at %d", length).isEqualTo(LogFolder.texts(ACKNOWLEDGED));
            assertThat(Files.size(copy.resolve(last.getFileName()))).isEqualTo(lastBatchAt);
        }
    }

    @Test
    void goes_on_after_a_torn_tail() throws IOException {
        Files.write(last, Arrays.copyOf(Files.readAllBytes(last), lastBatchAt + 30));
        try (SegmentLog log = LogFolder.open(whole, LogDisk.real(), new ArrayList<>())) {
            log.append(LogFolder.batch(ACKNOWLEDGED, 2));
        }
        assertThat(LogFolder.entries(whole)).isEqualTo(LogFolder.texts(ACKNOWLEDGED + 2));
    }

    @Test
    void cuts_a_tail_of_which_any_sectors_reached_the_disk() throws IOException {
        Random random = new Random(SEED);
        byte[] bytes = Files.readAllBytes(last);
        for (int i = 0; i < TORN_WRITES; i++) {
            byte[] torn = bytes.clone();
            int lost = 0;
            for (int at = lastBatchAt; at < torn.length; at += 8) {
                if (random.nextBoolean()) {
                    Arrays.fill(torn, at, Math.min(at + 8, torn.length), (byte) 0);
                    lost++;
                }
            }
            Path copy = copy("torn-" + i);
            Files.write(copy.resolve(last.getFileName()), torn);
            int expected = lost == 0 ? ALL : ACKNOWLEDGED;
            assertThat(LogFolder.entries(copy)).as("seed %d, write %d", SEED, i).hasSize(expected);
        }
    }

    @Test
    void refuses_every_cut_that_loses_an_acknowledged_entry() throws IOException {
        for (Path segment : LogFolder.segments(whole)) {
            byte[] bytes = Files.readAllBytes(segment);
            int end = segment.equals(last) ? lastBatchAt : bytes.length;
            for (int length = 0; length < end; length += 3) {
                Path copy = copy("lost-" + segment.getFileName() + length);
                Files.write(copy.resolve(segment.getFileName()), Arrays.copyOf(bytes, length));
                assertRefused(copy);
            }
        }
    }

    @Test
    void refuses_every_changed_byte_among_acknowledged_entries() throws IOException {
        for (Path segment : LogFolder.segments(whole)) {
            byte[] bytes = Files.readAllBytes(segment);
            int end = segment.equals(last) ? lastBatchAt : bytes.length;
            for (int at = 0; at < end; at++) {
                Path copy = copy("changed");
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) (1 << (at % 8));
                Files.write(copy.resolve(segment.getFileName()), changed);
                assertRefused(copy);
            }
        }
    }

    @Test
    void refuses_a_missing_and_a_foreign_segment() throws IOException {
        List<Path> segments = LogFolder.segments(whole);
        Path missing = copy("missing");
        Files.delete(missing.resolve(segments.getFirst().getFileName()));
        assertRefused(missing);
        Path shorter = copy("shorter");
        Files.delete(shorter.resolve(last.getFileName()));
        assertRefused(shorter);
        Path foreign = copy("foreign");
        Files.copy(
                segments.getFirst(),
                foreign.resolve(last.getFileName()),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertRefused(foreign);
    }

    @Test
    void survives_a_torn_note_of_what_was_acknowledged() throws IOException {
        byte[] note = Files.readAllBytes(whole.resolve(AcknowledgedCount.NAME));
        for (int at = 0; at < note.length; at++) {
            Path copy = copy("note");
            byte[] changed = note.clone();
            changed[at] ^= 1;
            Files.write(copy.resolve(AcknowledgedCount.NAME), changed);
            assertThat(LogFolder.entries(copy)).isEqualTo(LogFolder.texts(ALL));
        }
    }

    @Test
    void drops_a_segment_that_was_only_begun() throws IOException {
        for (int length = 0; length < Segment.HEADER_BYTES; length++) {
            Path copy = copy("begun-" + length);
            Files.write(copy.resolve(Segment.name(ALL)), new byte[length]);
            assertThat(LogFolder.entries(copy)).isEqualTo(LogFolder.texts(ALL));
        }
        Path copy = copy("foreign");
        Files.writeString(copy.resolve(Segment.name(ALL)), "something else, longer than a header");
        assertRefused(copy);
    }

    private Path copy(String name) {
        return LogFolder.copy(whole, root.resolve(name));
    }

    private static void assertRefused(Path folder) {
        assertThatThrownBy(() -> LogFolder.entries(folder))
                .isInstanceOf(LogDamagedException.class)
                .hasMessageContaining("expected");
    }
}
