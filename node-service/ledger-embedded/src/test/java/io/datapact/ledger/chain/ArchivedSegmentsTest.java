package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.Digest;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.SegmentLog;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.ledger.testing.SmallSegments;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.LedgerUpdate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments behind a snapshot can be taken out of the folder: nothing is lost, and what is missing is said. */
class ArchivedSegmentsTest {
    private static final int ENTRIES = 40;
    private static final int SIZE = 30;

    @TempDir
    private Path root;

    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    private final List<LedgerUpdate> replayed = new ArrayList<>();
    private final List<Digest> states = new ArrayList<>();
    private Path folder;
    private Path archive;
    private LedgerHome home;

    @BeforeEach
    void write_a_log_of_many_segments_and_a_snapshot() {
        folder = root.resolve("chain");
        archive = folder.resolve("archive");
        home = SmallSegments.begun(folder, fixture, ENTRIES);
        assertThat(SmallSegments.in(folder)).hasSizeGreaterThan(5);
        SmallSegments.snapshot(home, SIZE);
        try (Chain chain = openWithout("snapshot")) {
            for (int i = 0; i < ENTRIES; i++) {
                replayed.add(chain.update(i));
                states.add(chain.tree().stateRoot(i + 1));
            }
        }
    }

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

    private static void assertAway(Throwable refusal) {
        assertThat(refusal)
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("stands in a segment that is neither in")
                .hasMessageContaining("make the archive reachable");
    }

    private ChainArchive.Archived archive() {
        return new ChainArchive(folder, fixture.logSigner().key(), LogDisk.real()).run();
    }

    private void archive(byte[] leaves) throws IOException {
        Files.write(folder.resolve("leaves"), leaves);
        assertThat(archive().moved()).isNotEmpty();
    }

    private void assertBegan(Chain chain) {
        assertThat(chain.snapshots().refused()).isEmpty();
        assertThat(chain.snapshots().begun()).isEqualTo(SIZE);
    }

    private void assertSame(Chain chain) {
        for (int i = ENTRIES - 1; i >= 0; i--) {
            assertThat(chain.entryBytes(i)).isEqualTo(replayed.get(i).entry().encode());
            assertThat(chain.update(i)).isEqualTo(replayed.get(i));
            assertThat(chain.tree().stateRoot(i + 1)).isEqualTo(states.get(i));
        }
    }

    private String note(Chain chain, int size) {
        return StateRoot.commit(
                        fixture.logSigner().key().name(),
                        size,
                        chain.tree().root(size),
                        chain.tree().stateRoot(size))
                .text();
    }

    private Chain openWithout(String file) {
        try {
            Path aside = root.resolve("aside");
            Files.move(folder.resolve(file), aside);
            Chain chain = open();
            Files.move(aside, folder.resolve(file));
            return chain;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Chain open() {
        return open(folder);
    }

    private Chain open(Path of) {
        CommandVerification verification = new CommandVerification();
        return Chain.open(
                of,
                new EntryCheck(GenesisEntry.of(fixture.genesis()), verification.rules()),
                LogDisk.real(),
                verification);
    }
}
