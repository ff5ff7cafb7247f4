package io.datapact.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.state.Write;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.chain.ChainInvalidException;
import io.datapact.ledger.chain.EntryCheck;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.serve.WireBounds;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.ledger.wire.FollowReply;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.SubmitOutcome;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host with the log's own key says whatever it likes; the follower has three of its six entries. */
class LyingHostTest {
    private static final int KNOWN = 3;
    private static final int ALL = 6;

    @TempDir
    private Path root;

    private final ConsortiumFixture fixture = LedgerCommands.aConsortium();
    private final LedgerCommands commands = new LedgerCommands(fixture);
    private final ForgedMessages forged = new ForgedMessages(fixture.logSigner());
    private InstantSource clock = InstantSource.system();
    private List<LogEntry> honest = List.of();
    private Chain chain;
    private CheckpointFile file;
    private HostMessages messages;

    @BeforeEach
    void follow_an_honest_host_first() {
        try (LocalLedger ledger =
                LedgerHome.begun(root.resolve("host"), fixture).open()) {
            assertThat(ledger.submit(commands.registration(Role.APPROVER))).isInstanceOf(SubmitOutcome.Committed.class);
            while (ledger.chain().head().size() < ALL) {
                ledger.submit(commands.dataset());
            }
            List<LogEntry> entries = new ArrayList<>();
            for (int i = 0; i < ALL; i++) {
                entries.add(ledger.chain().update(i).entry());
            }
            honest = List.copyOf(entries);
        }
        open();
        assertThat(messages.accept(forged.of(honest.subList(0, KNOWN), 1))).isEqualTo(KNOWN);
    }

    @AfterEach
    void close_follower() {
        chain.close();
    }

    @Test
    void takes_what_holds() {
        assertThat(messages.accept(forged.of(honest, KNOWN))).isEqualTo(ALL);
        assertThat(chain.head().size()).isEqualTo(ALL);
        assertThat(messages.newest())
                .hasValueSatisfying(newest -> assertThat(newest.entries()).isEqualTo(ALL));
    }

    @Test
    void catches_a_changed_write_set() {
        LogEntry entry = honest.get(KNOWN);
        List<Write> writes = new ArrayList<>(entry.writes());
        writes.set(0, new Write(writes.getFirst().key(), Optional.of("{}")));
        assertCaught(
                replaced(entry.envelope(), entry.time(), entry.transactionId(), writes), "writes that the rules give");
        writes.removeFirst();
        assertCaught(
                replaced(entry.envelope(), entry.time(), entry.transactionId(), writes), "writes that the rules give");
    }

    @Test
    void catches_a_command_whose_signature_does_not_hold() {
        LogEntry entry = honest.get(KNOWN);
        Bytes other = Bytes.of(new LedgerCommands(LedgerCommands.aConsortium())
                .dataset("data-9")
                .envelope());
        assertCaught(replaced(other, entry.time(), entry.transactionId(), entry.writes()), "expected transaction id");
        Bytes unsigned = Bytes.of(fixture.signed(
                fixture.newIdentity("bank-a", Role.APPROVER, "approver-9"),
                new io.datapact.contract.command.DatasetCommand.WithdrawDataset(
                        new io.datapact.contract.id.DatasetId("bank-a/data-1")),
                System.currentTimeMillis()));
        assertCaught(
                replaced(unsigned, entry.time(), digestOf(unsigned), entry.writes()), "refused as CERTIFICATE_UNKNOWN");
        assertCaught(
                replaced(Bytes.of(new byte[] {1}), entry.time(), entry.transactionId(), entry.writes()),
                "expected a DSSE envelope");
    }

    @Test
    void catches_time_that_runs_backwards() {
        LogEntry entry = honest.get(KNOWN);
        long before = honest.get(KNOWN - 1).time() - 1;
        assertCaught(
                replaced(entry.envelope(), before, entry.transactionId(), entry.writes()),
                "expected a time of at least");
    }

    @Test
    void takes_post_dated_entries_only_once_their_time_has_come() {
        long last = honest.getLast().time();
        long bound = last - EmbeddedLedger.MOST_AHEAD_MILLIS;
        setClock(bound - 1);
        assertThatThrownBy(() -> messages.accept(forged.of(honest, KNOWN)))
                .isInstanceOf(PostDatedException.class)
                .hasMessageContaining("expected entry")
                .hasMessageContaining("at most 120 s ahead of this node's clock, found")
                .hasMessageContaining("nothing of it was applied")
                .hasMessageContaining("Set this machine's clock");
        assertThat(chain.appliedSize()).isEqualTo(KNOWN);
        setClock(bound);
        assertThat(messages.accept(forged.of(honest, KNOWN))).isEqualTo(ALL);
    }

    @Test
    void does_not_hold_its_own_log_against_the_clock_again() {
        setClock(0);
        chain.close();
        open();
        messages.requireKept();
        assertThat(chain.head().size()).isEqualTo(KNOWN);
        assertThat(messages.accept(forged.of(honest.subList(0, KNOWN), KNOWN))).isEqualTo(KNOWN);
    }

    @Test
    void catches_missing_repeated_and_reordered_entries() {
        List<LogEntry> skipping = new ArrayList<>(honest);
        skipping.remove(KNOWN);
        assertCaught(forged.of(skipping, KNOWN), "expected position 3");
        List<LogEntry> repeating = new ArrayList<>(honest.subList(0, KNOWN));
        LogEntry old = honest.get(KNOWN - 1);
        long time = honest.getLast().time();
        repeating.add(new LogEntry(KNOWN, time, old.transactionId(), old.envelope(), old.writes()));
        assertCaught(forged.of(repeating, KNOWN), "expected each command once");
        List<LogEntry> reordered = new ArrayList<>(honest);
        Collections.swap(reordered, KNOWN, KNOWN + 1);
        assertCaught(forged.of(reordered, KNOWN), "expected position 3");
    }

    @Test
    void catches_a_root_that_does_not_fit() {
        String origin = fixture.logSigner().key().name();
        Digest other = ForgedMessages.root(honest.subList(0, ALL - 1));
        assertCaught(forged.of(honest, KNOWN, Checkpoint.of(origin, ALL, other)), "expected root");
        Digest right = ForgedMessages.root(honest);
        assertCaught(
                forged.of(honest, KNOWN, Checkpoint.of(origin, ALL + 1L, right)), "expected a checkpoint of 6 entries");
        assertCaught(forged.of(honest, KNOWN, Checkpoint.of("another/log", ALL, right)), "expected origin");
    }

    @Test
    void catches_another_key_and_garbage_for_a_checkpoint() throws NoSuchAlgorithmException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        NoteKey key = NoteKey.of(fixture.logSigner().key().name(), pair.getPublic());
        FollowReply other = new ForgedMessages(new NoteSigner(key, pair.getPrivate())).of(honest, KNOWN);
        assertCaught(other, "expected a checkpoint signed by");
        FollowReply good = forged.of(honest, KNOWN);
        assertCaught(good.toBuilder().setCheckpoint("").build(), "expected a signed checkpoint");
        assertCaught(good.toBuilder().setCheckpoint("x".repeat(70_000)).build(), "expected a signed checkpoint");
    }

    @Test
    void catches_garbage_for_entries() {
        FollowReply good = forged.of(honest, KNOWN);
        ByteString garbage = ByteString.copyFromUtf8("no entry");
        assertCaught(good.toBuilder().setEntries(0, garbage).build(), "found one malformed");
        assertCaught(good.toBuilder().setEntries(0, ByteString.EMPTY).build(), "found one malformed");
        FollowReply.Builder many = good.toBuilder();
        for (int i = 0; i < WireBounds.MAXIMUM_CHUNK_ENTRIES; i++) {
            many.addEntries(garbage);
        }
        assertCaught(many.build(), "expected at most 256 entries a message");
    }

    @Test
    void catches_a_host_that_has_less_or_something_else_than_before() {
        assertCaught(forged.of(honest.subList(0, KNOWN - 1), KNOWN - 1), "found one with 2");
        Digest other = ForgedMessages.root(honest.subList(0, KNOWN + 1));
        String origin = fixture.logSigner().key().name();
        FollowReply rewritten = forged.of(honest.subList(0, KNOWN), KNOWN, Checkpoint.of(origin, KNOWN, other));
        assertCaught(rewritten, "expected root");
    }

    @Test
    void remembers_across_restarts_what_it_has_seen() {
        chain.close();
        open();
        messages.requireKept();
        assertThat(chain.head().size()).isEqualTo(KNOWN);
        assertCaught(forged.of(honest.subList(0, KNOWN - 1), KNOWN - 1), "found one with 2");
        assertThat(messages.accept(forged.of(honest, KNOWN))).isEqualTo(ALL);
    }

    @Test
    void refuses_a_replica_that_lost_entries_of_its_last_checkpoint() {
        file.write(fixture.logSigner()
                .sign(Checkpoint.of(fixture.logSigner().key().name(), ALL, ForgedMessages.root(honest))
                        .text()));
        assertThatThrownBy(() -> messages.requireKept())
                .isInstanceOf(ChainInvalidException.class)
                .hasMessageContaining("expected the 6 entries");
    }

    private void setClock(long millis) {
        clock = InstantSource.fixed(Instant.ofEpochMilli(millis));
        messages = new HostMessages(chain, file, clock);
    }

    private void open() {
        CommandVerification verification = new CommandVerification();
        EntryCheck check = new EntryCheck(GenesisEntry.of(fixture.genesis()), verification.rules());
        chain = Chain.open(root.resolve("follower/chain"), check, LogDisk.real(), verification);
        file = new CheckpointFile(root.resolve("follower"));
        messages = new HostMessages(chain, file, clock);
    }

    private FollowReply replaced(Bytes envelope, long time, String transactionId, List<Write> writes) {
        List<LogEntry> log = new ArrayList<>(honest.subList(0, KNOWN));
        log.add(new LogEntry(KNOWN, time, transactionId, envelope, writes));
        return forged.of(log, KNOWN);
    }

    private static String digestOf(Bytes envelope) {
        return io.datapact.node.ledger.SignedCommand.of(envelope.toBytes())
                .payloadDigest()
                .value();
    }

    /** The message is refused for the reason, and nothing of it shows; the follower is opened anew for the next one. */
    private void assertCaught(FollowReply message, String why) {
        assertThatThrownBy(() -> messages.accept(message))
                .isInstanceOf(LedgerDivergedException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("nothing of it was applied");
        assertThat(chain.head().size()).isEqualTo(KNOWN);
        assertThat(chain.log().size()).isEqualTo(KNOWN);
        chain.close();
        open();
        assertThat(chain.head().root()).isEqualTo(ForgedMessages.root(honest.subList(0, KNOWN)));
    }
}
