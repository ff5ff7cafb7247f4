package io.datapact.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.command.CommandKeys;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.testing.ForgedSnapshot;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.node.ledger.LedgerQuery;
import io.datapact.node.ledger.LedgerRead;
import io.datapact.node.ledger.LedgerUnavailableException;
import io.datapact.node.ledger.SubmitOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody writes to the disk, without any key, while the ledger runs on a snapshot: blocks are overwritten in place and
 * keep their CRC-32C. The ledger ends with a sentence and shows no false value.
 */
class ForgedSnapshotTest extends FollowedHost {
    private static final String SENTENCE = "as they were when they were judged or written, found others";

    private LedgerHome host;
    private SignedNote note;
    private LedgerQuery anything;

    @BeforeEach
    void write_snapshots_of_host_and_follower() {
        host = new LedgerHome(root.resolve("host"), fixture);
        try (LocalLedger ledger = host.open()) {
            note = ledger.signedCheckpoint(ALL);
            ledger.chain().snapshots().write(ledger.signedCheckpoint(KNOWN), KNOWN);
            chain.snapshots().write(ledger.signedCheckpoint(KNOWN), KNOWN);
        }
        anything = new LedgerQuery.ByKey(
                CommandKeys.outcome(new Digest(honest.get(1).transactionId())).path());
    }

    @Test
    void a_replica_that_began_from_it_ends_and_shows_nothing_false() {
        chain.close();
        open();
        assertThat(chain.snapshots().begun()).isEqualTo(KNOWN);
        LedgerRead right = chain.read(anything);
        assertThat(right.values()).hasSize(1);
        ForgedSnapshot.write(snapshot("follower/chain"));
        assertNothingFalse(chain);
        assertThat(chain.read(anything)).as("read before, when it was right").isEqualTo(right);
    }

    @Test
    void a_replica_that_wrote_it_ends_and_shows_nothing_false() {
        ForgedSnapshot.write(snapshot("follower/chain"));
        assertNothingFalse(chain);
    }

    @Test
    void a_follower_stops_before_it_takes_another_entry() {
        Following following = new Following(chain, messages, file);
        ForgedSnapshot.write(snapshot("follower/chain"));
        assertThat(following.received(forged.of(honest, KNOWN)))
                .isInstanceOfSatisfying(
                        Following.Next.Cut.class, cut -> assertThat(cut.cause()).hasMessageContaining(SENTENCE));
        assertStopped(following);
        assertThat(following.received(forged.of(honest, KNOWN))).isInstanceOf(Following.Next.Cut.class);
        assertThat(chain.log().size()).isEqualTo(KNOWN);
        chain.close();
        open();
        assertThat(chain.snapshots().refused()).isPresent();
        assertThat(messages.accept(forged.of(honest, KNOWN))).isEqualTo(ALL);
    }

    @Test
    void a_follower_stops_when_a_reader_finds_it() {
        Following following = new Following(chain, messages, file);
        assertThat(following.received(forged.of(honest.subList(0, KNOWN), KNOWN)))
                .isInstanceOf(Following.Next.Take.class);
        ForgedSnapshot.write(snapshot("follower/chain"));
        assertThatThrownBy(() -> chain.read(anything)).isInstanceOf(LogDamagedException.class);
        assertStopped(following);
        assertThat(following.received(forged.of(honest, KNOWN))).isInstanceOf(Following.Next.Cut.class);
        assertThat(chain.head().size()).isEqualTo(KNOWN);
    }

    @Test
    void a_host_decides_nothing_on_it_and_says_why() {
        try (LocalLedger ledger = host.open()) {
            ForgedSnapshot.write(snapshot("host"));
            assertThatThrownBy(() -> ledger.chain().stateDigest(ALL - 1))
                    .isInstanceOf(LogDamagedException.class)
                    .hasMessageContaining(SENTENCE);
            assertThatThrownBy(() -> ledger.chain().requireOpen()).hasMessageContaining(SENTENCE);
            assertThat(ledger.submit(commands.dataset()))
                    .isInstanceOfSatisfying(
                            SubmitOutcome.Conflicted.class,
                            refused -> assertThat(refused.detail()).contains(SENTENCE));
            assertThat(ledger.chain().head().size()).isEqualTo(ALL);
        }
        try (LocalLedger ledger = host.open()) {
            assertThat(ledger.chain().snapshots().refused()).isPresent();
            assertThat(ledger.submit(commands.dataset())).isInstanceOf(SubmitOutcome.Committed.class);
        }
    }

    @Test
    void it_does_not_get_into_the_next_one() throws IOException {
        assertThat(messages.accept(forged.of(honest, KNOWN))).isEqualTo(ALL);
        ForgedSnapshot.write(snapshot("follower/chain"));
        byte[] before = Files.readAllBytes(snapshot("follower/chain"));
        chain.snapshots().write(note, ALL);
        assertThat(chain.snapshots().failure())
                .hasValueSatisfying(why -> assertThat(why).contains(SENTENCE));
        assertThat(snapshot("follower/chain")).hasBinaryContent(before);
        assertThatThrownBy(chain::requireOpen).isInstanceOf(LedgerUnavailableException.class);
    }

    @Test
    void another_file_of_its_name_changes_nothing_while_the_ledger_runs() throws IOException {
        Path aside = root.resolve("aside");
        Files.copy(snapshot("follower/chain"), aside);
        ForgedSnapshot.write(aside);
        Files.move(aside, snapshot("follower/chain"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(messages.accept(forged.of(honest, KNOWN))).isEqualTo(ALL);
        assertThat(chain.tree().stateRoot(ALL)).isEqualTo(ForgedMessages.state(honest));
        assertThat(chain.stateDigest(KNOWN)).isNotNull();
    }

    private void assertNothingFalse(Chain of) {
        assertThatThrownBy(() -> of.stateDigest(of.head().position()))
                .isInstanceOf(LogDamagedException.class)
                .hasMessageContaining(SENTENCE)
                .hasMessageContaining("the disk fails, or somebody writes to it");
        assertThat(of.ended()).hasValueSatisfying(why -> assertThat(why).contains(SENTENCE));
        assertThatThrownBy(of::requireOpen)
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining(SENTENCE);
    }

    private void assertStopped(Following following) {
        assertThat(following.health())
                .isInstanceOfSatisfying(
                        FollowerHealth.Stopped.class,
                        stopped -> assertThat(stopped.detail()).contains(SENTENCE));
        assertThat(following.goesOn()).isFalse();
    }

    private Path snapshot(String folder) {
        return root.resolve(folder).resolve("snapshot");
    }
}
