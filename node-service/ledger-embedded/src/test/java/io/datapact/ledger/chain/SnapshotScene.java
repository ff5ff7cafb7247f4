package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.LedgerUpdate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A log of a few entries and a snapshot of the first of them. */
abstract class SnapshotScene {
    static final int ENTRIES = 9;
    static final int SIZE = 5;

    @TempDir
    Path folder;

    final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    final List<LedgerUpdate> replayed = new ArrayList<>();
    final List<Digest> states = new ArrayList<>();

    @BeforeEach
    void write_a_log_and_a_snapshot_of_its_first_entries() {
        LedgerCommands commands = new LedgerCommands(fixture);
        try (LocalLedger ledger = LedgerHome.begun(folder, fixture).open()) {
            ledger.submit(commands.registration(Role.APPROVER));
            while (ledger.chain().head().size() < ENTRIES) {
                ledger.submit(commands.dataset());
            }
        }
        try (Chain chain = open()) {
            assertThat(chain.snapshots().begun()).isZero();
            for (int i = 0; i < ENTRIES; i++) {
                replayed.add(chain.update(i));
                states.add(chain.tree().stateRoot(i + 1));
            }
            chain.snapshots().write(note(chain, SIZE), SIZE);
            assertThat(chain.snapshots().failure()).isEmpty();
        }
    }

    void assertBegan(Chain chain, long size) {
        assertThat(chain.snapshots().refused()).isEmpty();
        assertThat(chain.snapshots().begun()).isEqualTo(size);
    }

    void assertSame(Chain chain) {
        for (int i = ENTRIES - 1; i >= 0; i--) {
            assertThat(chain.tree().stateRoot(i + 1)).isEqualTo(states.get(i));
            assertThat(chain.update(i)).isEqualTo(replayed.get(i));
            assertThat(chain.viewAt(i).time()).isEqualTo(replayed.get(i).entry().time());
            if (i > 0) {
                Digest command = new Digest(replayed.get(i).entry().transactionId());
                long position = i;
                assertThat(chain.receipt(command)).hasValueSatisfying(receipt -> {
                    assertThat(receipt.position()).isEqualTo(position);
                    assertThat(receipt.time())
                            .isEqualTo(replayed.get((int) position).entry().time());
                });
            }
        }
    }

    Digest logRoot() {
        try (Chain chain = open()) {
            return chain.tree().root(SIZE);
        }
    }

    SignedNote note(Chain chain, int size) {
        return fixture.logSigner()
                .sign(StateRoot.commit(
                                fixture.logSigner().key().name(),
                                size,
                                chain.tree().root(size),
                                chain.tree().stateRoot(size))
                        .text());
    }

    Path file() {
        return folder.resolve(SnapshotFile.NAME);
    }

    Chain open() {
        return open(Snapshots.EVERY_ENTRIES);
    }

    Chain open(long every) {
        return Chain.open(folder, check(), LogDisk.real(), new CommandVerification(), every);
    }

    EntryCheck check() {
        return new EntryCheck(GenesisEntry.of(fixture.genesis()), new CommandVerification().rules());
    }
}
