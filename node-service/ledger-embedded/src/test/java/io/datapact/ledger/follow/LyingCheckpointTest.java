package io.datapact.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.ledger.chain.ChainInvalidException;
import io.datapact.ledger.wire.FollowReply;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A host with the log's own key signs whatever it likes. */
class LyingCheckpointTest extends FollowedHost {
    @Test
    void catches_a_root_that_does_not_fit() {
        String origin = fixture.logSigner().key().name();
        Digest other = ForgedMessages.root(honest.subList(0, ALL - 1));
        assertCaught(forged.of(honest, KNOWN, Checkpoint.of(origin, ALL, other)), "expected root");
        Digest right = ForgedMessages.root(honest);
        assertCaught(
                forged.of(honest, KNOWN, Checkpoint.of(origin, ALL + 1L, right)),
                "expected a proof that the host's 7 entries extend the 6");
        assertCaught(forged.of(honest, KNOWN, Checkpoint.of("another/log", ALL, right)), "expected origin");
    }

    @Test
    void catches_a_state_root_that_does_not_fit() {
        String origin = fixture.logSigner().key().name();
        Digest log = ForgedMessages.root(honest);
        Digest before = ForgedMessages.state(honest.subList(0, ALL - 1));
        assertCaught(forged.of(honest, KNOWN, StateRoot.commit(origin, ALL, log, before)), "expected state root");
        assertCaught(forged.of(honest, KNOWN, Checkpoint.of(origin, ALL, log)), "found a checkpoint without one");
        List<LogEntry> known = honest.subList(0, KNOWN);
        Checkpoint renamed = StateRoot.commit(origin, KNOWN, ForgedMessages.root(known), before);
        assertCaught(forged.of(known, KNOWN, renamed), "expected state root");
    }

    @Test
    void catches_a_longer_log_that_is_not_proved_to_extend_what_it_has() {
        FollowReply message = forged.of(honest.subList(0, KNOWN), KNOWN, forged.head(honest));
        List<ByteString> proof = ForgedMessages.proof(honest, KNOWN);
        for (List<ByteString> bad : List.of(
                proof.subList(1, proof.size()),
                List.<ByteString>of(),
                List.of(ByteString.EMPTY),
                Collections.nCopies(1_000, proof.getFirst()))) {
            assertCaught(
                    message.toBuilder().addAllConsistency(bad).build(),
                    "expected a proof that the host's 6 entries extend the 3");
        }
        assertThat(messages.accept(message.toBuilder().addAllConsistency(proof).build()))
                .isEqualTo(ALL);
        assertThat(chain.head().size()).isEqualTo(KNOWN);
    }

    @Test
    void takes_entries_before_the_head_and_compares_the_state_at_the_head() {
        FollowReply part = forged.part(honest, KNOWN, KNOWN + 1);
        assertThat(messages.accept(part)).isEqualTo(ALL);
        assertThat(chain.head().size()).isEqualTo(KNOWN + 1L);
        assertThat(messages.newest())
                .hasValueSatisfying(kept -> assertThat(kept.entries())
                        .as("only what was compared whole is kept")
                        .isEqualTo(KNOWN));
        assertThat(messages.accept(forged.of(honest, KNOWN + 1))).isEqualTo(ALL);
        assertThat(messages.newest())
                .hasValueSatisfying(kept -> assertThat(kept.entries()).isEqualTo(ALL));
    }

    @Test
    void catches_entries_before_the_head_that_the_head_does_not_cover() {
        List<LogEntry> other = new ArrayList<>(honest.subList(0, ALL - 1));
        FollowReply part = forged.part(honest, KNOWN, KNOWN + 1);
        assertCaught(
                part.toBuilder()
                        .setCheckpoint(forged.of(other, other.size()).getCheckpoint())
                        .build(),
                "expected a proof that the host's 5 entries extend the 4");
    }

    @Test
    void catches_a_host_that_never_comes_to_the_head_it_signed_for() {
        List<LogEntry> shorter = honest.subList(0, ALL - 1);
        messages.accept(forged.part(honest, KNOWN, KNOWN));
        assertCaught(forged.part(shorter, KNOWN, KNOWN + 1), "expected the 6 entries with root");
        messages.accept(forged.part(honest, KNOWN, KNOWN));
        assertCaught(forged.part(shorter, KNOWN, KNOWN), "that the host signed for before");
    }

    @Test
    void refuses_to_go_on_when_it_computes_another_state_than_it_kept() {
        String origin = fixture.logSigner().key().name();
        Digest root = ForgedMessages.root(honest.subList(0, KNOWN));
        file.write(fixture.logSigner()
                .sign(StateRoot.commit(origin, KNOWN, root, root).text()));
        assertThatThrownBy(() -> messages.requireKept())
                .isInstanceOf(ChainInvalidException.class)
                .hasMessageContaining("expected the state root");
        file.write(fixture.logSigner().sign(Checkpoint.of(origin, KNOWN, root).text()));
        messages.requireKept();
        assertThat(messages.newest()).isPresent();
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
    void keeps_of_a_checkpoint_with_many_lines_only_the_logs_own() {
        FollowReply good = forged.of(honest, KNOWN);
        String line =
                good.getCheckpoint().lines().reduce((first, second) -> second).orElseThrow() + "\n";
        String junk = line.replace(fixture.logSigner().key().name(), "junk.example/1");
        assertCaught(
                good.toBuilder()
                        .setCheckpoint(good.getCheckpoint() + junk.repeat(99))
                        .build(),
                "expected at most 64 signature lines");
        assertThat(messages.accept(good.toBuilder()
                        .setCheckpoint(good.getCheckpoint() + junk.repeat(63))
                        .build()))
                .isEqualTo(ALL);
        assertThat(messages.newest())
                .hasValueSatisfying(kept -> assertThat(kept.note()).isEqualTo(good.getCheckpoint()));
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
}
