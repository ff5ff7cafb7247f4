package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.Digest;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.log.LogDisk;
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
import org.junit.jupiter.api.io.TempDir;

/** A log of many segments and a snapshot that stands for most of them. */
abstract class ArchiveScene {
    static final int ENTRIES = 40;
    static final int SIZE = 30;

    @TempDir
    Path root;

    final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    final List<LedgerUpdate> replayed = new ArrayList<>();
    final List<Digest> states = new ArrayList<>();
    Path folder;
    Path archive;
    LedgerHome home;

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

    static void assertAway(Throwable refusal) {
        assertThat(refusal)
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("stands in a segment that is neither in")
                .hasMessageContaining("make the archive reachable");
    }

    ChainArchive.Archived archive() {
        return new ChainArchive(folder, fixture.logSigner().key(), LogDisk.real()).run();
    }

    void archive(byte[] leaves) throws IOException {
        Files.write(folder.resolve("leaves"), leaves);
        assertThat(archive().moved()).isNotEmpty();
    }

    void assertBegan(Chain chain) {
        assertThat(chain.snapshots().refused()).isEmpty();
        assertThat(chain.snapshots().begun()).isEqualTo(SIZE);
    }

    void assertSame(Chain chain) {
        for (int i = ENTRIES - 1; i >= 0; i--) {
            assertThat(chain.entryBytes(i)).isEqualTo(replayed.get(i).entry().encode());
            assertThat(chain.update(i)).isEqualTo(replayed.get(i));
            assertThat(chain.tree().stateRoot(i + 1)).isEqualTo(states.get(i));
        }
    }

    String note(Chain chain, int size) {
        return StateRoot.commit(
                        fixture.logSigner().key().name(),
                        size,
                        chain.tree().root(size),
                        chain.tree().stateRoot(size))
                .text();
    }

    Chain openWithout(String file) {
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

    Chain open() {
        return open(folder);
    }

    Chain open(Path of) {
        CommandVerification verification = new CommandVerification();
        return Chain.open(
                of,
                new EntryCheck(GenesisEntry.of(fixture.genesis()), verification.rules()),
                LogDisk.real(),
                verification);
    }
}
