package io.datapact.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.chain.ChainArchive;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.ledger.testing.ServedLedger;
import io.datapact.ledger.testing.SmallSegments;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member that begins with the genesis catches up with a host whose first segments are archived. */
class ArchivedHostTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ENTRIES = 40;

    @TempDir
    private Path root;

    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    private LedgerHome home;

    @BeforeEach
    void archive_what_a_snapshot_stands_for() {
        home = SmallSegments.begun(root.resolve("chain"), fixture, ENTRIES);
        SmallSegments.snapshot(home, ENTRIES - 2);
        var archived = new ChainArchive(home.folder(), fixture.logSigner().key(), LogDisk.real()).run();
        assertThat(archived.moved()).hasSizeGreaterThan(3);
    }

    @Test
    void from_the_archive() throws InterruptedException {
        try (ServedLedger host = ServedLedger.of(home, 0);
                EmbeddedLedger bank = host.follower(root.resolve("bank"), "bank-a")) {
            assertThat(bank.awaitSize(ENTRIES, PATIENCE)).isTrue();
            assertThat(bank.chain().head().root())
                    .isEqualTo(host.ledger().chain().head().root());
        }
    }

    @Test
    void as_soon_as_the_archive_can_be_reached_and_hears_why_not_before() throws InterruptedException {
        SmallSegments.move(home.folder().resolve("archive"), root.resolve("elsewhere"));
        try (ServedLedger host = ServedLedger.of(home, 0);
                EmbeddedLedger bank = host.follower(root.resolve("bank"), "bank-a")) {
            awaitWord(bank, "its segment is archived elsewhere or damaged; ask the host's operator");
            assertThat(bank.chain().head().size()).isEqualTo(1);
            SmallSegments.move(root.resolve("elsewhere"), home.folder().resolve("archive"));
            assertThat(bank.awaitSize(ENTRIES, PATIENCE)).isTrue();
        }
    }

    @Test
    void hands_in_a_command_anew_whose_entry_is_away_and_hears_that_it_stands() {
        try (LocalLedger ledger = home.open()) {
            SignedCommand early =
                    SignedCommand.of(ledger.chain().update(2).entry().envelope().toBytes());
            SmallSegments.move(home.folder().resolve("archive"), root.resolve("elsewhere"));
            assertThat(ledger.submit(early))
                    .isInstanceOfSatisfying(
                            SubmitOutcome.Unknown.class,
                            unknown -> assertThat(unknown.detail()).contains("stands on the ledger"));
            SmallSegments.move(root.resolve("elsewhere"), home.folder().resolve("archive"));
            assertThat(ledger.submit(early))
                    .isInstanceOfSatisfying(
                            SubmitOutcome.Committed.class,
                            committed -> assertThat(committed.position()).isEqualTo(2));
            assertThat(ledger.stopped()).isEmpty();
        }
    }

    private static void awaitWord(EmbeddedLedger ledger, String word) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ledger.health().toString().contains(word) && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(ledger.health().toString()).contains(word);
    }
}
