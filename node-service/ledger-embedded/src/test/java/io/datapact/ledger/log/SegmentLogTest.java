package io.datapact.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentLogTest {
    @TempDir
    private Path folder;

    @Test
    void keeps_entries_across_openings_and_segments() {
        try (SegmentLog log = LogFolder.open(folder, LogDisk.real(), new ArrayList<>())) {
            assertThat(log.append(LogFolder.batch(0, 3))).isZero();
        }
        for (int i = 3; i < 60; i += 3) {
            try (SegmentLog log = LogFolder.open(folder, LogDisk.real(), new ArrayList<>())) {
                assertThat(log.append(LogFolder.batch(i, 3))).isEqualTo(i);
            }
        }
        assertThat(LogFolder.entries(folder)).isEqualTo(LogFolder.texts(60));
        assertThat(LogFolder.segments(folder)).hasSizeGreaterThan(2);
    }

    @Test
    void reads_each_entry_by_its_position() {
        try (SegmentLog log = LogFolder.open(folder, LogDisk.real(), new ArrayList<>())) {
            for (int i = 0; i < 40; i++) {
                log.append(LogFolder.batch(i, 1));
                assertThat(new String(log.read(i / 2), StandardCharsets.UTF_8)).isEqualTo(LogFolder.text(i / 2));
            }
            assertThatIllegalArgumentException().isThrownBy(() -> log.read(40)).withMessageContaining("0 to 39");
            assertThatIllegalArgumentException().isThrownBy(() -> log.read(-1));
        }
    }

    @Test
    void writes_the_documented_bytes() throws IOException {
        try (SegmentLog log = LogFolder.open(folder, LogDisk.real(), new ArrayList<>())) {
            log.append(List.of("a".getBytes(StandardCharsets.UTF_8), "bc".getBytes(StandardCharsets.UTF_8)));
        }
        // Checksums computed apart, by a bitwise CRC-32C with the reflected polynomial 0x82f63b78.
        String header = "4450534547303031" + "0000000000000000" + hex(crc("4450534547303031" + "0000000000000000"));
        String batch = "44504254" + "0000000b" + "0000000000000000" + "00000002";
        String payload = "00000001" + "61" + "00000002" + "6263";
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(folder.resolve("00000000000000000000.log"))))
                .isEqualTo(header + batch + hex(crc(batch + payload)) + payload);
        String slot = "4450414b" + "0000000000000002";
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(folder.resolve("acknowledged"))))
                .endsWith(slot + hex(crc(slot)));
    }

    @Test
    void refuses_to_open_twice() {
        SegmentLog log = LogFolder.open(folder, LogDisk.real(), new ArrayList<>());
        assertThatThrownBy(() -> LogFolder.entries(folder))
                .isInstanceOf(FolderInUseException.class)
                .hasMessageContaining("in use by another ledger process");
        log.close();
        assertThat(LogFolder.entries(folder)).isEmpty();
    }

    @Test
    void refuses_empty_and_oversize_entries_and_batches() {
        try (SegmentLog log = LogFolder.open(folder, LogDisk.real(), new ArrayList<>())) {
            assertThatIllegalArgumentException().isThrownBy(() -> log.append(List.of()));
            assertThatIllegalArgumentException().isThrownBy(() -> log.append(List.of(new byte[0])));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.append(List.of(new byte[SegmentLog.MAXIMUM_ENTRY_BYTES + 1])))
                    .withMessageContaining("4194305");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.append(LogFolder.batch(0, SegmentLog.MAXIMUM_BATCH_ENTRIES + 1)));
            byte[] large = new byte[SegmentLog.MAXIMUM_ENTRY_BYTES];
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.append(List.of(large, large, large, large)))
                    .withMessageContaining("expected a batch of at most");
            assertThat(log.size()).isZero();
        }
    }

    @Test
    void takes_nothing_after_close() {
        SegmentLog log = LogFolder.open(folder, LogDisk.real(), new ArrayList<>());
        log.close();
        assertThatThrownBy(() -> log.append(LogFolder.batch(0, 1))).isInstanceOf(LogWriteException.class);
    }

    private static int crc(String hex) {
        int crc = -1;
        for (byte b : HexFormat.of().parseHex(hex)) {
            crc ^= b & 0xff;
            for (int i = 0; i < 8; i++) {
                crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
            }
        }
        return ~crc;
    }

    private static String hex(int value) {
        return HexFormat.of().toHexDigits(value);
    }
}
