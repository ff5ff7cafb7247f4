package io.datapact.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.governance.Action;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.merkle.Fork;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two parties of whom one is before, at or behind a change of the log's key. */
@Timeout(60)
class RotatedHandshakeTest extends HandshakeStage {
    private NoteSigner first;
    private NoteSigner second;

    @BeforeEach
    void make_a_next_key() throws NoSuchAlgorithmException {
        first = consortium.fixture().logSigner();
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        second = new NoteSigner(NoteKey.of(first.key().name(), pair.getPublic()), pair.getPrivate());
    }

    private LogKeys keys(long size) {
        return LogKeys.of(first.key()).with(size, second.key().publicKey());
    }

    private String handover(List<Digest> leaves, long size) {
        Digest state = size <= consortium.ledger().checkpoint().entries()
                ? consortium.ledger().stateRoot(size)
                : MerkleTree.EMPTY_ROOT;
        String text = keys(size).head(size, root(leaves, size), state).text();
        return second.sign(first.sign(text)).write();
    }

    private String note(NoteSigner signer, List<Digest> leaves) {
        return note(signer, head(leaves.size(), root(leaves, leaves.size())));
    }

    private void theyHave(List<Digest> leaves, NoteSigner signer, String... handovers) {
        say(SameHistory.TYPE, start.run(), note(signer, leaves), List.of(handovers));
        prove(PrefixOfHistory.TYPE, root(leaves, entries), path(leaves));
    }

    /** Something happens on our ledger after the start; its last entry replaces the key. */
    private void weComeToTheChange() {
        somethingHappens();
        consortium.ledger().handOver(second);
    }

    private void somethingHappens() {
        Optional<List<MemberId>> reviewers = Optional.of(List.of(new MemberId("clearing-c")));
        consortium.decide(
                new Action.SetFrame(reviewers, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        entries = consortium.ledger().checkpoint().entries();
    }

    @Test
    void goes_on_with_a_peer_that_has_come_to_the_change_before_us() {
        List<Digest> theirs = longer(longer(leaves()));
        theyHave(theirs, second, handover(theirs, entries + 1));
        goesOn();
    }

    @Test
    void goes_on_with_a_peer_that_has_just_come_to_the_change() {
        List<Digest> theirs = longer(leaves());
        String handover = handover(theirs, entries + 1);
        say(SameHistory.TYPE, start.run(), handover, List.of(handover));
        prove(PrefixOfHistory.TYPE, root(theirs, entries), path(theirs));
        goesOn();
    }

    @Test
    void tells_a_peer_that_has_not_come_to_the_change_of_it() {
        long before = entries;
        List<Digest> leaves = leaves();
        weComeToTheChange();
        long change = entries;
        somethingHappens();
        say(SameHistory.TYPE, start.run(), signed(before, root(leaves, before)));
        goesOn();
        SameHistory told = ((Parsed.Value<SameHistory>) RecordCodec.of(SameHistory.class)
                        .decode(mesh.channel(PEER, 0).receive()))
                .value();
        assertThat(told.handovers())
                .containsExactly(consortium.ledger().handovers().getFirst().write());
        assertThat(consortium.ledger().logKeys().next(change)).contains(second.key());
        assertThat(LogKeys.of(first.key()).with(parsed(told.handovers().getFirst())))
                .contains(consortium.ledger().logKeys());
    }

    @Test
    void goes_on_with_a_peer_that_is_where_we_are_behind_the_change() {
        weComeToTheChange();
        String change = handover(leaves(), entries);
        somethingHappens();
        say(SameHistory.TYPE, start.run(), ours(), List.of(change));
        goesOn();
    }

    @Test
    void does_not_believe_a_former_key_that_signs_our_own_history() {
        weComeToTheChange();
        somethingHappens();
        say(SameHistory.TYPE, start.run(), note(first, leaves()));
        assertGarbage();
    }

    @Test
    void finds_a_former_key_that_signs_another_history() {
        weComeToTheChange();
        somethingHappens();
        List<Digest> theirs = leaves();
        theirs.set((int) entries - 1, OTHER);
        say(SameHistory.TYPE, start.run(), note(first, theirs));
        assertThat(foundAFork().convicts(consortium.ledger().logKeys())).isTrue();
    }

    @Test
    void finds_a_peer_whose_log_was_handed_over_where_ours_was_not() {
        List<Digest> theirs = leaves();
        theirs.set((int) entries - 1, OTHER);
        long change = entries;
        theyHave(longer(theirs), second, handover(theirs, change));
        assertThat(foundAFork().convicts(LogKeys.of(first.key())))
                .as("before whoever knows the key that we know")
                .isTrue();
    }

    @Test
    void takes_no_handover_of_our_own_history_that_our_replay_does_not_know() {
        List<Digest> theirs = longer(leaves());
        theyHave(theirs, second, handover(theirs, entries));
        assertGarbage();
    }

    @Test
    void takes_no_handover_that_one_key_signed() {
        List<Digest> theirs = longer(longer(leaves()));
        String text = keys(entries + 1)
                .head(entries + 1, root(theirs, entries + 1), MerkleTree.EMPTY_ROOT)
                .text();
        theyHave(theirs, second, second.sign(text).write());
        assertGarbage();
    }

    @Test
    void takes_no_handover_that_the_former_key_alone_signed() {
        List<Digest> theirs = longer(longer(leaves()));
        String text = keys(entries + 1)
                .head(entries + 1, root(theirs, entries + 1), MerkleTree.EMPTY_ROOT)
                .text();
        theyHave(theirs, second, first.sign(text).write());
        assertGarbage();
    }

    @Test
    void takes_no_next_key_without_its_handover() {
        theyHave(longer(longer(leaves())), second);
        assertGarbage();
    }

    @Test
    void takes_no_handover_moved_to_another_size() {
        List<Digest> theirs = longer(longer(leaves()));
        String moved = handover(theirs, entries + 1).replace("\n" + (entries + 1) + "\n", "\n" + (entries + 2) + "\n");
        theyHave(theirs, second, moved);
        assertGarbage();
    }

    private void goesOn() {
        assertThatCode(this::compare).doesNotThrowAnyException();
        assertThat(bank.folders().forks().any()).isFalse();
    }

    private void assertGarbage() {
        assertThatExceptionOfType(RunFailedException.class)
                .isThrownBy(this::compare)
                .satisfies(failed -> assertThat(failed.failure()).isEqualTo(RunFailure.PEER_GARBAGE));
        assertThat(bank.folders().forks().any()).isFalse();
    }

    private Fork foundAFork() {
        assertThatExceptionOfType(RunEndedException.class)
                .isThrownBy(this::compare)
                .satisfies(ended -> assertThat(ended.code()).isEqualTo(EndCause.LEDGER_FORKED));
        return bank.folders().forks().all().getFirst();
    }
}
