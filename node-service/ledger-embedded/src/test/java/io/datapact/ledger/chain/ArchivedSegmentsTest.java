package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.testing.SmallSegments;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.LedgerUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Segments behind a snapshot can be taken out of the folder: nothing is lost, and what is missing is said. */
class ArchivedSegmentsTest extends ArchiveScene {
    @Test
    void are_read_where_they_are_and_all_is_as_before() {
        List<Path> before = SmallSegments.in(folder);
        ChainArchive.Archived done = archive();
        assertThat(done.snapshot()).isEqualTo(SIZE);
        assertThat(done.moved()).hasSizeGreaterThan(3).startsWith(0L);
        assertThat(SmallSegments.in(archive)).hasSize(done.moved().size());
        assertThat(SmallSegments.in(folder))
                .hasSize(before.size() - done.moved().size());
        try (Chain chain = open()) {
            assertBegan(chain);
            assertSame(chain);
        }
        assertThat(archive().moved()).isEmpty();
    }

    @Test
    void may_go_while_the_ledger_is_open() {
        try (LocalLedger ledger = home.open()) {
            archive();
            assertSame(ledger.chain());
            ledger.submit(new LedgerCommands(fixture).dataset());
        }
        try (Chain chain = open()) {
            assertSame(chain);
        }
    }

    @Test
    void may_be_away_until_somebody_asks_for_them() {
        archive();
        SmallSegments.move(archive, root.resolve("elsewhere"));
        try (Chain chain = open()) {
            assertBegan(chain);
            assertThat(chain.tree().stateRoot(ENTRIES)).isEqualTo(states.getLast());
            assertThat(chain.update(ENTRIES - 1)).isEqualTo(replayed.getLast());
            assertThatThrownBy(() -> chain.entryBytes(0)).satisfies(ArchivedSegmentsTest::assertAway);
            assertThatThrownBy(() -> chain.viewAt(1).state()).satisfies(ArchivedSegmentsTest::assertAway);
            chain.snapshots().write(home.fixture().logSigner().sign(note(chain, ENTRIES)), ENTRIES);
            SmallSegments.move(root.resolve("elsewhere"), archive);
            assertSame(chain);
        }
        try (Chain chain = open()) {
            assertThat(chain.snapshots().begun()).isEqualTo(ENTRIES);
            assertSame(chain);
        }
    }

    @Test
    void are_away_too_where_the_archive_is_there_and_cannot_be_read() throws IOException {
        archive();
        SmallSegments.move(archive, root.resolve("elsewhere"));
        Files.createFile(archive);
        try (Chain chain = open()) {
            assertBegan(chain);
            assertThat(chain.tree().stateRoot(ENTRIES)).isEqualTo(states.getLast());
            assertThatThrownBy(() -> chain.entryBytes(0)).satisfies(ArchivedSegmentsTest::assertAway);
            Files.delete(archive);
            Files.createDirectories(archive.resolve("00000000000000000000.log"));
            assertThatThrownBy(() -> chain.entryBytes(0))
                    .isInstanceOf(LedgerUnavailableException.class)
                    .hasMessageContaining("repair the disk or the archive");
            Files.delete(archive.resolve("00000000000000000000.log"));
            Files.delete(archive);
            SmallSegments.move(root.resolve("elsewhere"), archive);
            assertSame(chain);
        }
    }

    @Test
    void are_needed_where_no_snapshot_stands_for_them() throws IOException {
        archive();
        Files.delete(folder.resolve("snapshot"));
        SmallSegments.move(archive, root.resolve("elsewhere"));
        assertThatThrownBy(this::open)
                .isInstanceOf(LogDamagedException.class)
                .hasMessageContaining("expected the segment of entry 0 before it, found none here or in " + archive)
                .hasMessageContaining("make the archive reachable");
        SmallSegments.move(root.resolve("elsewhere"), archive);
        try (Chain chain = open()) {
            assertThat(chain.snapshots().begun()).isZero();
            assertSame(chain);
        }
    }

    @Test
    void are_needed_where_the_snapshot_does_not_hold_and_both_is_said() {
        archive();
        SmallSegments.move(archive, root.resolve("elsewhere"));
        SmallSegments.damage(folder.resolve("snapshot"), 200);
        assertThatThrownBy(this::open)
                .isInstanceOf(LogDamagedException.class)
                .hasMessageContaining("make the archive reachable")
                .hasMessageContaining("the snapshot was not used: expected");
    }

    @Test
    void stay_where_no_snapshot_and_hashes_stand_for_them() throws IOException {
        Files.delete(folder.resolve("leaves"));
        assertThatThrownBy(this::archive)
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("found one without the entries' hashes beside it");
        Files.delete(folder.resolve("snapshot"));
        assertThatThrownBy(this::archive)
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("found none; run the ledger until");
    }

    @Test
    void a_folder_with_a_snapshot_and_no_segment_begins_no_new_log() throws IOException {
        archive();
        SmallSegments.move(archive, root.resolve("elsewhere"));
        for (Path segment : SmallSegments.in(folder)) {
            Files.delete(segment);
        }
        Files.delete(folder.resolve("acknowledged"));
        assertThat(Chain.exists(folder, LogDisk.real())).isTrue();
        assertThatThrownBy(this::open)
                .isInstanceOf(LogDamagedException.class)
                .hasMessageContaining("expected segments beside the snapshot, found none");
        assertThat(SmallSegments.in(folder)).isEmpty();
    }
}
