package io.datapact.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.command.MemberCommand;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Role;
import io.datapact.contract.merkle.Fork;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.ledger.chain.Chain;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.testing.LedgerHome;
import io.datapact.ledger.testing.ServedLedger;
import io.datapact.ledger.testing.TlsIdentities;
import io.datapact.ledger.wire.Committed;
import io.datapact.ledger.wire.FollowReply;
import io.datapact.ledger.wire.SubmitReply;
import io.datapact.node.ledger.LedgerCommands;
import io.datapact.node.ledger.LedgerDivergedException;
import io.datapact.node.ledger.SignedCommand;
import io.datapact.node.ledger.SubmitOutcome;
import io.datapact.pki.tls.TlsIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The five lies of a host with the log's own key, and the mechanism that finds each. */
class FiveLiesTest extends FollowedHost {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** Mechanism: the consistency proof from what the follower has, on each connection, before any entry is looked at. */
    @Test
    void rewriting_an_entry_is_found_by_the_consistency_proof() {
        List<LogEntry> rewritten = new ArrayList<>(honest);
        LogEntry old = honest.get(1);
        rewritten.set(1, new LogEntry(1, old.time() + 1, old.transactionId(), old.envelope(), old.writes()));
        FollowReply greeting = forged.part(rewritten, KNOWN, KNOWN);
        assertThat(greeting.getEntriesCount()).isZero();
        assertCaught(greeting, "expected a proof that the host's 6 entries extend the 3 that it showed");
    }

    /** Mechanism: replay, where each position is due, and the consistency proof for what was shown before. */
    @Test
    void dropping_an_entry_is_found_by_replay_and_the_consistency_proof() {
        List<LogEntry> skipping = new ArrayList<>(honest);
        skipping.remove(KNOWN);
        assertCaught(forged.of(skipping, KNOWN), "expected position 3, found 4");
        List<LogEntry> forgetting = new ArrayList<>(honest);
        forgetting.remove(1);
        assertCaught(forged.part(forgetting, KNOWN, KNOWN), "expected a proof that the host's 5 entries extend the 3");
    }

    /** Mechanism: two signed checkpoints that contradict, which nodes exchange when a run begins. */
    @Test
    void showing_two_members_two_logs_is_found_by_comparing_their_checkpoints() {
        List<LogEntry> other = otherLog();
        assertThat(other.getFirst()).isEqualTo(honest.getFirst());
        messages.accept(forged.of(honest, KNOWN));
        try (Chain theirs = openChain("telco/chain")) {
            CheckpointFile telcoFile = new CheckpointFile(root.resolve("telco"), LogDisk.real());
            HostMessages telco = new HostMessages(theirs, telcoFile, clock);
            assertThat(telco.accept(forged.of(other, 1))).isEqualTo(ALL);
            String shownToBank = messages.newest().orElseThrow().note();
            String shownToTelco = telco.newest().orElseThrow().note();
            Digest mine = chain.tree().root(ALL);
            assertThat(new Fork(shownToBank, shownToTelco, mine, List.of())
                            .convicts(LogKeys.of(fixture.logSigner().key())))
                    .isTrue();
            assertThat(new Fork(shownToBank, shownToBank, mine, List.of())
                            .convicts(LogKeys.of(fixture.logSigner().key())))
                    .isFalse();
        }
    }

    /** Mechanism: the replica's own log, which holds what was shown, across restarts. */
    @Test
    void rolling_back_is_found_by_what_the_replica_has() {
        assertCaught(forged.of(honest.subList(0, KNOWN - 1), KNOWN - 1), "found one with 2");
        messages.requireKept();
        assertCaught(forged.of(honest.subList(0, KNOWN - 1), KNOWN - 1), "found one with 2");
    }

    /** Mechanism: only the replica's own receipt counts for whoever handed the revocation in; without it, it is overdue. */
    @Test
    void withholding_a_revocation_is_found_by_the_receipt_that_its_sender_misses() {
        SignedCommand revocation = revocation();
        SubmitAttempt attempt = new SubmitAttempt(chain, revocation, DEADLINE, () -> {}, 0);
        assertThat(attempt.next(0)).isInstanceOf(SubmitAttempt.Step.Send.class);
        SubmitReply lie = SubmitReply.newBuilder()
                .setCommitted(Committed.newBuilder().setPosition(KNOWN).setTime(1))
                .build();
        assertThat(attempt.answered(lie, 1)).isInstanceOf(SubmitAttempt.Step.Await.class);
        SubmitAttempt.Step last = attempt.waited(DEADLINE.toNanos());
        assertThat(last)
                .isEqualTo(new SubmitAttempt.Step.Done(new SubmitOutcome.Unknown(
                        revocation.payloadDigest(), "the host names position 3 and has not shown it in time")));
        OverdueCommands overdue = new OverdueCommands();
        overdue.add(new Overdue(revocation.payloadDigest(), 1, "not shown"));
        assertThat(overdue.list(command -> chain.receipt(command).isPresent()))
                .extracting(Overdue::command)
                .containsExactly(revocation.payloadDigest());
        assertThat(overdue.list(command -> true)).isEmpty();
        messages.accept(forged.of(honest.subList(0, KNOWN + 1), KNOWN));
        assertThatThrownBy(() -> attempt.waited(DEADLINE.toNanos()))
                .isInstanceOf(LedgerDivergedException.class)
                .hasMessageContaining("at position 3, as the host said, found another one there");
    }

    /** The same through a node's ledger: the host is not there to show it, and the node says which command is overdue. */
    @Test
    void a_node_names_the_revocation_that_its_replica_misses() {
        SignedCommand revocation = revocation();
        try (ServedLedger host = ServedLedger.begun(root.resolve("served"), fixture)) {
            EmbeddedLedgerSettings usual = host.settings(root.resolve("bank"), bank(), host.port());
            EmbeddedLedgerSettings hasty = new EmbeddedLedgerSettings(
                    usual.folder(), usual.genesis(), usual.host(), 1, usual.identity(), Duration.ofMillis(50));
            try (EmbeddedLedger ledger = EmbeddedLedger.open(hasty)) {
                assertThat(ledger.overdue()).isEmpty();
                assertThat(ledger.submit(revocation)).isInstanceOf(SubmitOutcome.Unknown.class);
                assertThat(ledger.overdue()).extracting(Overdue::command).containsExactly(revocation.payloadDigest());
            }
        }
    }

    private TlsIdentity bank() {
        return new TlsIdentities(fixture).of("bank-a");
    }

    private SignedCommand revocation() {
        TestIdentity lost = fixture.newIdentity("telco-b", Role.TLS, "lost");
        long now = System.currentTimeMillis();
        MemberCommand command = new MemberCommand.RevokeCertificate(lost.digest(), "key-compromise", now);
        return SignedCommand.of(fixture.signed("telco-b", Role.ADMIN, command, now));
    }

    private List<LogEntry> otherLog() {
        LedgerCommands others = new LedgerCommands(fixture);
        List<LogEntry> entries = new ArrayList<>();
        try (LocalLedger ledger =
                LedgerHome.begun(root.resolve("other-host"), fixture).open()) {
            ledger.submit(others.registration(Role.ADMIN));
            ledger.submit(others.registration(Role.APPROVER));
            while (ledger.chain().head().size() < ALL) {
                ledger.submit(others.dataset());
            }
            for (int i = 0; i < ALL; i++) {
                entries.add(ledger.chain().update(i).entry());
            }
        }
        return entries;
    }
}
