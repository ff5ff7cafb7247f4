package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.governance.GovernanceKeys;
import io.datapact.contract.governance.Motion;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.contract.statetree.StateTree;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.testing.KeyChange;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.ledger.testing.SmallSegments;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.SubmitOutcome;
import io.datapact.pki.key.KeyFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody has a former key of the log and may write in the folder: a snapshot from before the handover is believed only
 * where it leads to what the newest key signed, and nothing earlier is answered from it.
 */
class FormerKeySnapshotTest {
    private static final int SIZE = 20;
    private static final String SENTENCE = "for only a former key of the log signed it";

    @TempDir
    private Path root;

    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    private final LedgerCommands commands = new LedgerCommands(fixture);
    private final KeyChange change = new KeyChange(fixture);
    private final NoteSigner first = fixture.logSigner();
    private final NoteSigner second = change.newKey();
    private final String dataset =
            DatasetKeys.dataset(new DatasetId("bank-a/data-1")).path();
    private final SortedMap<String, Snapshot.Held> held = new TreeMap<>();
    private Path folder;
    private LedgerHome home;
    private Motion motion;
    private long handover;
    private long time;
    private Digest entries;
    private Digest right;

    @BeforeEach
    void write_a_snapshot_and_replace_the_key_that_signed_it() {
        folder = root.resolve("chain");
        home = SmallSegments.begun(folder, fixture, SIZE);
        SmallSegments.snapshot(home, SIZE);
        assertThat(archive().moved()).isNotEmpty();
        try (LocalLedger ledger = home.open(first, second)) {
            motion = change.vote(ledger, second.key().publicKey());
            ledger.submit(change.enactment(motion));
            handover = ledger.chain().head().size();
            ledger.submit(commands.dataset("later"));
            time = ledger.chain().viewAt(SIZE - 1).time();
            entries = ledger.chain().tree().root(SIZE);
            right = ledger.chain().tree().stateRoot(handover + 1);
        }
        SnapshotTable table = new SnapshotFile(folder, LogDisk.real())
                .read(LogKeys.of(first.key()))
                .orElseThrow()
                .table();
        table.from("").forEachRemaining(one -> held.put(one.key(), one));
        table.close();
        assertThat(held).containsKey(dataset);
    }

    @Test
    void one_that_leads_to_the_handover_is_believed_from_there_on() {
        try (Chain chain = open()) {
            assertThat(chain.snapshots().refused()).isEmpty();
            assertThat(chain.snapshots().begun()).isEqualTo(SIZE);
            assertThat(chain.tree().stateRoot(handover + 1)).isEqualTo(right);
            assertThat(chain.tree().recentStateRoot(handover)).isPresent();
            assertThat(chain.tree().recentStateRoot(handover - 1)).isEmpty();
        }
    }

    @Test
    void a_false_value_that_is_still_there_at_the_handover_is_refused() {
        forge(dataset, "{\"newest\":7}");
        assertRefused(SENTENCE);
    }

    @Test
    void a_missing_key_is_refused() {
        held.remove(dataset);
        write(entries);
        assertRefused(SENTENCE);
    }

    @Test
    void a_false_value_under_which_a_later_entry_does_not_hold_is_refused() {
        forge(GovernanceKeys.enacted(motion.digest()).path(), "{}");
        assertRefused("expected entries behind it that hold");
    }

    @Test
    void a_state_that_no_log_gives_is_refused_though_the_rules_throw_of_it() {
        Snapshot.Held frame = held.remove(MemberKeys.FRAME.path());
        write(entries);
        assertRefused("expected entries behind it that hold");
        held.put(frame.key(), frame);
        forge(MemberKeys.FRAME.path(), "{}");
        assertRefused("expected entries behind it that hold");
    }

    @Test
    void a_false_value_under_which_a_later_entry_does_not_hold_is_refused_without_the_handover_too()
            throws IOException {
        forge(GovernanceKeys.enacted(motion.digest()).path(), "{}");
        Files.delete(file());
        assertRefused("expected entries behind it that hold");
    }

    @Test
    void hashes_of_other_entries_are_refused() throws IOException {
        Path leaves = folder.resolve(LeafFile.NAME);
        byte[] bytes = Files.readAllBytes(leaves);
        MerkleLog other = new MerkleLog();
        bytes[0] ^= 1;
        for (int at = 0; at < SIZE; at++) {
            byte[] leaf = new byte[Digest.BYTES];
            System.arraycopy(bytes, at * Digest.BYTES, leaf, 0, Digest.BYTES);
            other.append(Digest.wrap(leaf));
        }
        Files.write(leaves, bytes);
        write(other.root(SIZE));
        assertRefused(SENTENCE);
    }

    /** An invented vote, which the true one overwrites before the handover: the states from there on are right. */
    @Test
    void a_false_value_that_is_overwritten_before_the_handover_is_never_shown() {
        String vote =
                GovernanceKeys.vote(motion.digest(), new MemberId("telco-b")).path();
        forge(vote, "{\"invented\":true}");
        try (Chain chain = open()) {
            assertThat(chain.snapshots().refused()).isEmpty();
            assertThat(chain.tree().stateRoot(handover + 1)).isEqualTo(right);
            assertThat(chain.viewAt(handover - 1).state().get(vote)).isPresent();
            assertThat(chain.viewAt(SIZE).state().get(vote)).isEmpty();
            assertThat(chain.viewAt(SIZE - 1).state().get(vote)).isEmpty();
        }
    }

    @Test
    void none_is_believed_where_the_handover_was_removed() throws IOException {
        forge(dataset, "{\"newest\":7}");
        String signed = Files.readString(file());
        Files.delete(file());
        assertRefused("no such handover kept");
        assertThatThrownBy(() -> home.open(second)).isInstanceOf(KeyFileException.class);
        // The host that still has both keys signs what the entries say, not what the snapshot does.
        home.open(first, second).close();
        assertThat(file()).content().isEqualTo(signed);
    }

    @Test
    void it_is_replaced_behind_the_handover_and_nothing_is_archived_before() {
        int before = SmallSegments.in(folder).size();
        assertThatThrownBy(this::archive)
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("found one that a former key of the log signed, from before the handover over "
                        + handover + " entries");
        assertThat(SmallSegments.in(folder)).hasSize(before);
        try (LocalLedger ledger = home.open(second)) {
            ledger.signedHead();
            awaitSnapshot(ledger.chain().snapshots());
        }
        assertThat(archive().snapshot()).isEqualTo(handover + 1);
        takeArchiveAway();
        try (Chain chain = open()) {
            assertThat(chain.snapshots().begun()).isEqualTo(handover + 1);
            assertThat(chain.tree().stateRoot(handover + 1)).isEqualTo(right);
        }
    }

    @Test
    void what_was_archived_before_the_handover_may_stay_away() {
        takeArchiveAway();
        try (LocalLedger ledger = home.open(second)) {
            assertThat(ledger.chain().snapshots().begun()).isEqualTo(SIZE);
            assertThat(ledger.submit(commands.dataset("more"))).isInstanceOf(SubmitOutcome.Committed.class);
        }
    }

    @Test
    void where_it_is_false_and_the_archive_is_away_the_start_says_both() {
        takeArchiveAway();
        forge(dataset, "{\"newest\":7}");
        assertThatThrownBy(this::open)
                .isInstanceOf(LogDamagedException.class)
                .hasMessageContaining("make the archive reachable")
                .hasMessageContaining(SENTENCE);
    }

    private ChainArchive.Archived archive() {
        return new ChainArchive(folder, first.key(), LogDisk.real()).run();
    }

    private void takeArchiveAway() {
        SmallSegments.move(folder.resolve("archive"), root.resolve("elsewhere"));
    }

    private void awaitSnapshot(Snapshots snapshots) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (snapshots.last() < handover && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(snapshots.failure()).isEmpty();
    }

    private void forge(String key, String value) {
        held.put(key, new Snapshot.Held(key, 1, value.getBytes(StandardCharsets.UTF_8)));
        write(entries);
    }

    /** What the thief signs holds in itself: roots, positions, time. */
    private void write(Digest over) {
        SortedMap<String, byte[]> state = new TreeMap<>();
        held.forEach((key, one) -> state.put(key, one.value()));
        Digest stateRoot = StateTree.of(state).root();
        SignedNote note = first.sign(
                StateRoot.commit(first.key().name(), SIZE, over, stateRoot).text());
        try {
            new SnapshotFile(folder, LogDisk.real())
                    .write(note, time, held.values(), held.size())
                    .close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertRefused(String why) {
        try (Chain chain = open()) {
            assertThat(chain.snapshots().begun()).isZero();
            assertThat(chain.snapshots().refused())
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .startsWith("the snapshot was not used: expected")
                            .contains(why));
            assertThat(chain.tree().stateRoot(handover + 1)).isEqualTo(right);
        }
    }

    private Path file() {
        return folder.resolve(String.format("%020d.handover", handover));
    }

    private Chain open() {
        EntryCheck check = new EntryCheck(home.genesis(), new CommandVerification().rules());
        return Chain.open(folder, check, LogDisk.real(), new CommandVerification());
    }
}
