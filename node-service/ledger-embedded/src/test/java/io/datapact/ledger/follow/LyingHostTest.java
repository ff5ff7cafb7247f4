package io.datapact.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.member.Role;
import io.datapact.contract.state.Write;
import io.datapact.ledger.serve.WireBounds;
import io.datapact.ledger.wire.FollowReply;
import io.datapact.node.ledger.LedgerCommands;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A host with the log's own key says whatever it likes about entries. */
class LyingHostTest extends FollowedHost {
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
}
