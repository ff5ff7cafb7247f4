package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.SegmentLog;
import io.datapact.ledger.testing.SmallSegments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Archived segments, and the hashes that stand for them, are not believed where somebody changed them. */
class ArchivedDamageTest extends ArchiveScene {
    @Test
    void are_found_damaged_when_they_are_read() throws IOException {
        ChainArchive.Archived done = archive();
        Path second = SmallSegments.in(archive).get(1);
        SmallSegments.damage(second, Files.size(second) - 1);
        try (Chain chain = open()) {
            assertBegan(chain);
            assertThat(chain.entryBytes(0))
                    .isEqualTo(replayed.getFirst().entry().encode());
            assertThatThrownBy(() -> chain.entryBytes(done.moved().get(2) - 1))
                    .isInstanceOf(LogDamagedException.class)
                    .hasMessageContaining(second.toString())
                    .hasMessageContaining("expected a batch of position");
            assertThatThrownBy(() -> chain.update(0).events()).isInstanceOf(LogDamagedException.class);
            assertThat(chain.entryBytes(done.moved().get(2)))
                    .isEqualTo(
                            replayed.get(done.moved().get(2).intValue()).entry().encode());
        }
    }

    @Test
    void are_found_changed_though_their_checksums_hold() throws IOException {
        archive();
        Path elsewhere = root.resolve("forged");
        try (SegmentLog log = SegmentLog.open(elsewhere, LogDisk.real(), 1 << 20, (position, entry) -> {})) {
            for (int i = 0; i < SIZE; i++) {
                log.append(List.of(replayed.get(1).entry().encode()));
            }
        }
        Path forged = SmallSegments.in(archive).getFirst();
        Files.delete(forged);
        Files.copy(elsewhere.resolve(forged.getFileName()), forged);
        try (Chain chain = open()) {
            assertBegan(chain);
            assertThatThrownBy(() -> chain.entryBytes(0))
                    .isInstanceOf(LogDamagedException.class)
                    .hasMessageContaining("expected entry 0 as it was appended, found other bytes");
            assertThatThrownBy(() -> chain.viewAt(0).state()).isInstanceOf(LogDamagedException.class);
        }
    }

    @Test
    void stay_where_they_are_when_they_are_damaged() {
        Path second = SmallSegments.in(folder).get(1);
        SmallSegments.damage(second, 100);
        List<Path> before = SmallSegments.in(folder);
        assertThatThrownBy(this::archive)
                .isInstanceOf(LogDamagedException.class)
                .hasMessageContaining(second.toString());
        assertThat(SmallSegments.in(folder)).isEqualTo(before.subList(1, before.size()));
        assertThat(SmallSegments.in(archive)).hasSize(1);
    }

    @Test
    void hashes_that_lie_are_not_believed() throws IOException {
        byte[] good = Files.readAllBytes(folder.resolve("leaves"));
        assertThat(good).hasSize(32 * SIZE);
        for (int at = 0; at < good.length; at += 31) {
            Files.write(folder.resolve("leaves"), good);
            SmallSegments.damage(folder.resolve("leaves"), at);
            try (Chain chain = open()) {
                assertBegan(chain);
                assertSame(chain);
            }
        }
        archive(good);
        SmallSegments.damage(folder.resolve("leaves"), 5);
        SmallSegments.move(archive, root.resolve("elsewhere"));
        assertThatThrownBy(this::open).isInstanceOf(LogDamagedException.class).hasMessageContaining("archive");
    }

    @Test
    void a_segment_that_is_read_must_fit_the_hashes() throws IOException {
        Path elsewhere = root.resolve("other");
        SmallSegments.begun(elsewhere.resolve("chain"), fixture, ENTRIES);
        Files.copy(folder.resolve("snapshot"), elsewhere.resolve("chain/snapshot"));
        Files.copy(folder.resolve("leaves"), elsewhere.resolve("chain/leaves"));
        try (Chain chain = open(elsewhere.resolve("chain"))) {
            assertThat(chain.snapshots().begun()).isZero();
            assertThat(chain.snapshots().refused())
                    .hasValueSatisfying(why -> assertThat(why).contains("as its file leaves has it, found another"));
        }
    }
}
