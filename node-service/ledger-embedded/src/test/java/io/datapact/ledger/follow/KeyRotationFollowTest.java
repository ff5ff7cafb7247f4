package io.datapact.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedCheckpoint;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.chain.EntryCheck;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.serve.HostSide;
import io.datapact.ledger.testing.KeyChange;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.ledger.wire.FollowReply;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.LedgerDivergedException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower before, at and behind a change of the log's key; the host holds both keys and may sign whatever it likes. */
class KeyRotationFollowTest {
    private static final int BEHIND = 2;

    @TempDir
    private Path root;

    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    private final LedgerCommands commands = new LedgerCommands(fixture);
    private final KeyChange change = new KeyChange(fixture);
    private final NoteSigner first = fixture.logSigner();
    private final NoteSigner second = change.newKey();
    private final NoteSigner third = change.newKey();
    private LedgerHome home;
    private List<LogEntry> log = List.of();
    private int handover;
    private LogKeys keys = LogKeys.of(first.key());
    private Chain chain;
    private HostMessages messages;

    @BeforeEach
    void replace_the_key_once() {
        home = LedgerHome.begun(root.resolve("host"), fixture);
        try (LocalLedger ledger = home.open(first, second)) {
            ledger.submit(commands.registration(Role.APPROVER));
            handover = (int) change.decide(ledger, second.key().publicKey());
            ledger.submit(commands.dataset());
            ledger.submit(commands.dataset());
            keys = ledger.chain().handovers().keys();
            log = IntStream.range(0, (int) ledger.chain().head().size())
                    .mapToObj(at -> ledger.chain().update(at).entry())
                    .toList();
        }
        open();
    }

    @AfterEach
    void close() {
        chain.close();
    }

    private void open() {
        CommandVerification verification = new CommandVerification();
        EntryCheck check = new EntryCheck(GenesisEntry.of(fixture.genesis()), verification.rules());
        chain = Chain.open(root.resolve("follower/chain"), check, LogDisk.real(), verification);
        messages = new HostMessages(
                chain, new CheckpointFile(root.resolve("follower"), LogDisk.real()), InstantSource.system());
        messages.requireKept();
    }

    private SignedNote head(LogKeys of, int size, NoteSigner... signers) {
        List<LogEntry> covered = log.subList(0, size);
        String text = of.head(size, ForgedMessages.root(covered), ForgedMessages.state(covered))
                .text();
        SignedNote note = signers[0].sign(text);
        for (NoteSigner signer : Arrays.asList(signers).subList(1, signers.length)) {
            note = signer.sign(note);
        }
        return note;
    }

    /** Entries of the log up to a position under a checkpoint over so many. */
    private FollowReply message(int to, int size, SignedNote note) {
        List<LogEntry> covered = log.subList(0, size);
        return FollowReply.newBuilder()
                .addAllEntries(log.subList((int) chain.appliedSize(), to).stream()
                        .map(entry -> ByteString.copyFrom(entry.encode()))
                        .toList())
                .setCheckpoint(note.write())
                .addAllConsistency(to < size ? ForgedMessages.proof(covered, to) : List.of())
                .build();
    }

    private void assertCaught(int to, int size, SignedNote note, String why) {
        long before = chain.head().size();
        FollowReply message = message(to, size, note);
        assertThatThrownBy(() -> messages.accept(message))
                .isInstanceOf(LedgerDivergedException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("nothing of it was applied");
        assertThat(chain.head().size()).isEqualTo(before);
        chain.close();
        open();
        assertThat(chain.head().size()).isEqualTo(before);
    }

    private void takeHandover() {
        messages.accept(message(handover, handover, head(keys, handover, first, second)));
    }

    /** All that an honest host says, until nothing is left. */
    private void follow(LocalLedger ledger) {
        HostSide host = new HostSide(ledger, chain.appliedSize());
        messages.accept(host.greeting());
        while (host.hasNext()) {
            messages.accept(host.take());
        }
    }

    @Test
    void follows_an_honest_host_over_several_changes_also_after_restarts() {
        try (LocalLedger ledger = home.open(second, third)) {
            follow(ledger);
            assertThat(chain.head().size()).isEqualTo(log.size());
            chain.close();
            open();
            change.decide(ledger, third.key().publicKey());
            ledger.submit(commands.dataset());
            follow(ledger);
            assertThat(chain.handovers().keys().all()).containsExactly(first.key(), second.key(), third.key());
            assertThat(chain.handovers().notes(0))
                    .isEqualTo(ledger.chain().handovers().notes(0));
            assertThat(SignedCheckpoint.read(
                            messages.newest().orElseThrow().note(),
                            chain.handovers().keys()))
                    .isPresent();
            chain.close();
            open();
            follow(ledger);
            assertThat(chain.head().root()).isEqualTo(ledger.chain().head().root());
        }
    }

    @Test
    void takes_the_handover_and_then_the_next_key_alone() {
        takeHandover();
        assertThat(chain.handovers().keys()).isEqualTo(keys);
        assertThat(chain.handovers().notes(0)).containsExactly(head(keys, handover, first, second));
        messages.accept(message(log.size(), log.size(), head(keys, log.size(), second)));
        assertThat(chain.head().size()).isEqualTo(log.size());
    }

    @Test
    void catches_the_former_key_and_both_keys_signing_later_heads() {
        LogKeys former = LogKeys.of(first.key());
        SignedNote later = head(former, log.size(), first);
        assertCaught(log.size(), log.size(), later, "by the log's former key and the next");
        SignedNote both = head(keys, log.size(), first, second);
        assertCaught(log.size(), log.size(), both, "by the log's former key and the next");
        assertCaught(handover, log.size(), later, "by the log's former key and the next");
        messages.accept(message(handover - 1, log.size(), later));
        assertCaught(handover, log.size(), later, "by the log's former key and the next");
    }

    @Test
    void catches_the_former_key_signing_after_the_handover() {
        takeHandover();
        SignedNote later = head(LogKeys.of(first.key()), log.size(), first);
        assertCaught(
                log.size(),
                log.size(),
                later,
                "expected a checkpoint signed by " + second.key().text());
        assertCaught(
                handover,
                log.size(),
                later,
                "expected a checkpoint signed by " + second.key().text());
    }

    @Test
    void catches_the_next_key_signing_before_the_enactment() {
        int early = handover - 1;
        assertCaught(
                early,
                early,
                head(keys, early, second),
                "expected a checkpoint signed by " + first.key().text());
        assertCaught(
                early,
                log.size(),
                head(keys, log.size(), second),
                "signed by " + first.key().text());
    }

    @Test
    void catches_a_handover_with_one_signature() {
        assertCaught(
                handover,
                handover,
                head(keys, handover, first),
                first.key().text() + " and " + second.key().text());
        assertCaught(
                handover,
                handover,
                head(keys, handover, second),
                "signed by " + first.key().text());
        assertCaught(handover, handover, head(keys, handover, first, third), "other signatures");
    }

    @Test
    void catches_a_handover_to_another_key_than_the_members_chose() {
        LogKeys other = LogKeys.of(first.key()).with(handover, third.key().publicKey());
        assertCaught(handover, handover, head(other, handover, first, third), "other signatures, or another next key");
        LogKeys none = LogKeys.of(first.key());
        assertCaught(handover, handover, head(none, handover, first, second), "or another next key");
    }

    @Test
    void catches_a_host_that_hands_over_without_an_enactment() {
        int early = handover - BEHIND;
        LogKeys invented = LogKeys.of(first.key()).with(early, second.key().publicKey());
        assertCaught(early, early, head(invented, early, first, second), "other signatures, or another next key");
        messages.accept(message(early, early, head(keys, early, first)));
        assertCaught(early, early, head(invented, early, first, second), "or another next key");
        assertThat(chain.handovers().keys().handovers()).isEmpty();
    }

    @Test
    void catches_the_handover_replayed_over_another_number_of_entries() {
        takeHandover();
        String right = head(keys, handover, first, second).write();
        FollowReply moved = message(log.size(), log.size(), head(keys, log.size(), second)).toBuilder()
                .setCheckpoint(right.replace("\n" + handover + "\n", "\n" + log.size() + "\n"))
                .build();
        assertThatThrownBy(() -> messages.accept(moved))
                .isInstanceOf(LedgerDivergedException.class)
                .hasMessageContaining("another signature");
        chain.close();
        open();
        LogKeys late = LogKeys.of(first.key()).with(log.size(), second.key().publicKey());
        assertCaught(log.size(), log.size(), head(late, log.size(), second, first), "or another next key");
    }

    @Test
    void a_crash_before_the_handover_is_kept_is_mended_before_anything_later_is_taken() {
        takeHandover();
        loseHandover();
        open();
        assertThat(chain.handovers().due(handover)).containsExactly((long) handover);
        SignedNote later = head(keys, log.size(), second);
        assertCaught(handover, log.size(), later, "by the log's former key and the next");
        try (LocalLedger ledger = home.open(second)) {
            follow(ledger);
        }
        assertThat(file()).exists();
        assertThat(chain.head().size()).isEqualTo(log.size());
    }

    @Test
    void a_replica_whose_handover_was_removed_does_not_open() {
        takeHandover();
        messages.accept(message(log.size(), log.size(), head(keys, log.size(), second)));
        loseHandover();
        assertThatThrownBy(this::open)
                .isInstanceOf(LogDamagedException.class)
                .hasMessageContaining(file().getFileName().toString())
                .hasMessageContaining("each member's replica");
    }

    private void loseHandover() {
        chain.close();
        assertThat(file().toFile().delete()).isTrue();
    }

    private Path file() {
        return root.resolve("follower/chain").resolve(String.format("%020d.handover", handover));
    }
}
