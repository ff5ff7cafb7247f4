package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.evidence.ForkPredicate;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Witnesses;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.ConsistencyProof;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.SignedCheckpoint;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.merkle.WitnessKey;
import io.datapact.contract.merkle.WitnessSigner;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.node.history.Checkpoints;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HandshakeTest extends HandshakeStage {
    @Test
    void goes_on_with_a_peer_that_was_shown_the_same() {
        say(SameHistory.TYPE, start.run(), ours());
        goesOn();
    }

    @Test
    void proves_to_a_peer_with_fewer_entries_that_ours_extend_its_own() {
        moreEntries();
        say(SameHistory.TYPE, start.run(), signed(entries, root(leaves(), entries)));
        goesOn();
        mesh.channel(PEER, 0).receive();
        PrefixOfHistory told = ((Parsed.Value<PrefixOfHistory>) RecordCodec.of(PrefixOfHistory.class)
                        .decode(mesh.channel(PEER, 0).receive()))
                .value();
        long now = consortium.ledger().checkpoint().entries();
        assertThat(now).isGreaterThan(entries);
        assertThat(told.root()).isEqualTo(root(leaves(), entries));
        assertThat(new ConsistencyProof(entries, now, told.path()).verify(told.root(), root(leaves(), now)))
                .isTrue();
    }

    @Test
    void goes_on_with_a_peer_with_more_entries_that_proves_that_they_extend_ours() {
        theyHave(longer(leaves()));
        goesOn();
    }

    @Test
    void goes_on_with_a_peer_whose_checkpoint_says_nothing_of_the_state() {
        say(
                SameHistory.TYPE,
                start.run(),
                note(consortium.fixture().logSigner(), head(entries, root(leaves(), entries))));
        goesOn();
    }

    @Test
    void finds_a_peer_that_was_shown_another_state_after_the_same_entries() {
        Checkpoint head = head(entries, root(leaves(), entries));
        Checkpoint other = StateRoot.commit(head.origin(), entries, head.root(), OTHER);
        say(SameHistory.TYPE, start.run(), note(consortium.fixture().logSigner(), other));
        findsAFork();
    }

    @Test
    void finds_a_peer_that_was_shown_as_many_other_entries() {
        say(SameHistory.TYPE, start.run(), signed(entries, OTHER));
        findsAFork();
    }

    @Test
    void finds_a_peer_that_was_shown_fewer_and_others() {
        moreEntries();
        say(SameHistory.TYPE, start.run(), signed(entries, OTHER));
        findsAFork();
    }

    @Test
    void finds_a_peer_that_was_shown_more_and_others() {
        List<Digest> leaves = leaves();
        leaves.set(3, OTHER);
        theyHave(longer(leaves));
        findsAFork();
    }

    @Test
    void keeps_and_states_a_fork_though_the_run_ends_while_it_does() {
        say(SameHistory.TYPE, start.run(), signed(entries, OTHER));
        onReceived = Thread.currentThread()::interrupt;
        findsAFork();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void keeps_what_a_witness_co_signed_and_no_other_line() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        WitnessKey key = name(pair);
        SignedNote cosigned = new WitnessSigner(key, pair.getPrivate()).cosign(parsed(ours()), 17);
        SignedNote.Line junk = new SignedNote.Line("junk", Bytes.of(new byte[64]));
        say(SameHistory.TYPE, start.run(), cosigned.with(List.of(junk)).write());
        goesOn();
        assertThat(bank.core().checkpoints().witnessed()).singleElement().satisfies(kept -> {
            assertThat(kept.seconds()).isEqualTo(17);
            assertThat(kept.checkpoint().note()).isEqualTo(cosigned);
        });
        assertThat(bank.core().checkpoints().cosigned()).isEqualTo(cosigned);
    }

    @Test
    void finds_a_ledger_rolled_back_behind_what_a_witness_co_signed_before() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        WitnessKey key = name(pair);
        SignedNote before = new WitnessSigner(key, pair.getPrivate()).cosign(parsed(signed(entries, OTHER)), 17);
        Checkpoints checkpoints = bank.core().checkpoints();
        checkpoints.keep(
                SignedCheckpoint.read(before.write(), consortium.ledger().logKeys())
                        .orElseThrow());
        say(SameHistory.TYPE, start.run(), ours());
        assertThatExceptionOfType(RunEndedException.class)
                .isThrownBy(this::compare)
                .satisfies(ended -> assertThat(ended.peer()).isEmpty());
        assertThat(bank.folders().forks().all()).singleElement().satisfies(this::assertConvicts);
    }

    private WitnessKey name(KeyPair pair) {
        NoteKey key = NoteKey.of("clearing-c/witness", pair.getPublic());
        Witnesses witnesses = new Witnesses(List.of(new Witnesses.Witness(new MemberId("clearing-c"), key)), 1);
        consortium.decide(new Action.SetFrame(
                Optional.empty(), Optional.empty(), Optional.of(witnesses), Optional.empty(), Optional.empty()));
        return new WitnessKey(key.name(), key.publicKey());
    }

    private void goesOn() {
        assertThatCode(this::compare).doesNotThrowAnyException();
        assertThat(bank.folders().forks().any()).isFalse();
    }

    private void findsAFork() {
        assertThatExceptionOfType(RunEndedException.class)
                .isThrownBy(this::compare)
                .satisfies(ended -> {
                    assertThat(ended.code()).isEqualTo(EndCause.LEDGER_FORKED);
                    assertThat(ended.peer()).hasValue(PEER);
                });
        assertThat(bank.folders().forks().all()).singleElement().satisfies(this::assertConvicts);
        assertThat(bank.folders().evidence().find(start.run().task(), said -> said instanceof ForkPredicate))
                .hasValueSatisfying(said -> {
                    assertConvicts(((ForkPredicate) said).fork());
                    assertThat(((ForkPredicate) said).peer())
                            .isEqualTo(Optional.of(facts.party(PEER).node()));
                });
    }

    /** Something happens on the ledger after the start. */
    private void moreEntries() {
        Optional<List<MemberId>> reviewers = Optional.of(List.of(new MemberId("clearing-c")));
        consortium.decide(
                new Action.SetFrame(reviewers, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
