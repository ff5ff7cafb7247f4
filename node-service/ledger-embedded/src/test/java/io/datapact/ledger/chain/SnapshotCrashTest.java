package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.ledger.testing.SmallSegments;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.node.ledger.LedgerCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stop at any write of a snapshot and its hashes leaves the one before or the new one, and either is used. */
class SnapshotCrashTest {
    private static final int ENTRIES = 40;
    private static final int FIRST = 20;
    private static final int SECOND = 35;

    @TempDir
    private Path root;

    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();

    @Test
    void a_stop_at_each_operation_leaves_one_that_holds() throws IOException {
        LedgerHome home = SmallSegments.begun(root.resolve("chain"), fixture, ENTRIES);
        SmallSegments.snapshot(home, FIRST);
        SignedNote note;
        try (LocalLedger ledger = home.open()) {
            note = ledger.signedCheckpoint(SECOND);
        }
        new ChainArchive(home.folder(), fixture.logSigner().key(), LogDisk.real()).run();
        int operation = 0;
        boolean stopped = true;
        while (stopped) {
            Path copy = copy(home.folder(), root.resolve("copy-" + operation));
            stopped = stopsAt(copy, note, operation);
            try (Chain chain = open(copy, LogDisk.real())) {
                assertThat(chain.snapshots().refused()).isEmpty();
                assertThat(chain.snapshots().begun())
                        .isIn(stopped ? new Object[] {(long) FIRST, (long) SECOND} : new Object[] {(long) SECOND});
                assertThat(chain.head().size()).isEqualTo(ENTRIES);
            }
            operation++;
        }
        assertThat(operation).isGreaterThan(6);
    }

    /** Writes the second snapshot on a disk that stops; says whether it did. */
    private boolean stopsAt(Path folder, SignedNote note, int operation) {
        StoppingDisk disk = new StoppingDisk();
        try (Chain chain = open(folder, disk)) {
            disk.stopAt(operation);
            chain.snapshots().write(note, SECOND);
            disk.stopAt(Integer.MAX_VALUE);
            return chain.snapshots().failure().isPresent();
        }
    }

    /** A folder without its archive, which is away. */
    private static Path copy(Path folder, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return to;
    }

    private Chain open(Path folder, LogDisk disk) {
        CommandVerification verification = new CommandVerification();
        EntryCheck check = new EntryCheck(GenesisEntry.of(fixture.genesis()), verification.rules());
        return Chain.open(folder, check, disk, verification);
    }
}
