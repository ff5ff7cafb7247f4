package io.datapact.node.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.governance.Action;
import io.datapact.contract.governance.Witnesses;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedCheckpoint;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.merkle.WitnessKey;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.node.store.StoreUnavailableException;
import io.datapact.node.testing.Council;
import io.datapact.node.testing.MemoryLedger;
import io.datapact.node.testing.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessDeskTest {
    private static final MemberId CLEARING = new MemberId("clearing-c");

    @TempDir
    private Path home;

    private final ConsortiumFixture fixture = ConsortiumFixture.create();
    private final TestClock clock = new TestClock(fixture.start() + 60_000);
    private final MemoryLedger ledger = new MemoryLedger(fixture, clock);
    private final Council council = new Council(fixture, clock, ledger);
    private WitnessIdentity identity;
    private WitnessKey key;

    @BeforeEach
    void make_a_key() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Bytes publicKey = NoteKey.of("clearing-c/witness", pair.getPublic()).publicKey();
        identity = new WitnessIdentity(publicKey, pair.getPrivate());
        key = new WitnessKey("clearing-c/witness", publicKey);
    }

    @Test
    void signs_nothing_until_the_ledger_names_its_key_as_its_members() {
        assertThat(signedAt(ledger)).isEmpty();
        name(new MemberId("bank-a"));
        assertThat(signedAt(ledger)).isEmpty();
        name(CLEARING);
        assertThat(signedAt(ledger)).contains(clock.millis() / 1_000);
        assertThat(desk(ledger, Optional.empty()).newest().note().signatures()).hasSize(1);
    }

    @Test
    void keeps_what_it_signs_before_the_signature_leaves() throws Exception {
        name(CLEARING);
        Files.writeString(home.resolve("witness"), "in the way");
        assertThatThrownBy(() -> signedAt(ledger)).isInstanceOf(StoreUnavailableException.class);
        Files.delete(home.resolve("witness"));
        assertThat(signedAt(ledger)).isPresent();
        assertThat(Files.readString(home.resolve("witness/cosigned")))
                .isEqualTo(ledger.checkpoint().note());
    }

    @Test
    void signs_nothing_where_what_it_signed_last_cannot_be_read() throws Exception {
        name(CLEARING);
        assertThat(signedAt(ledger)).isPresent();
        Files.writeString(home.resolve("witness/cosigned"), "torn");
        assertThatThrownBy(() -> signedAt(ledger)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void signs_no_ledger_that_is_behind_what_it_signed_also_after_a_restart() {
        name(CLEARING);
        MemoryLedger behind = ledger.twin(command -> true);
        council.decide(reviewers());
        assertThat(signedAt(ledger)).isPresent();
        assertThat(signedAt(behind)).isEmpty();
        assertThat(forks().any()).isFalse();
        assertThat(signedAt(ledger)).isPresent();
    }

    @Test
    void signs_no_ledger_that_contradicts_what_it_signed_and_keeps_both() {
        name(CLEARING);
        MemoryLedger other = ledger.twin(command -> true);
        clock.advance(1);
        council.decide(reviewers());
        assertThat(signedAt(ledger)).isPresent();
        other.alone();
        clock.advance(1);
        new Council(fixture, clock, other).decide(reviewers());
        assertThat(other.checkpoint().entries()).isEqualTo(ledger.checkpoint().entries());
        assertThat(signedAt(other)).isEmpty();
        new Council(fixture, clock, other).decide(reviewers());
        assertThat(signedAt(other)).isEmpty();
        assertThat(forks().all())
                .isNotEmpty()
                .allSatisfy(fork -> assertThat(
                                fork.convicts(LogKeys.of(fixture.logSigner().key())))
                        .isTrue());
        assertThat(signedAt(ledger)).isEmpty();
    }

    @Test
    void finds_ledgers_of_different_sizes_to_contradict_each_other() {
        name(CLEARING);
        MemoryLedger other = ledger.twin(command -> true);
        council.decide(reviewers());
        assertThat(signedAt(ledger)).isPresent();
        other.alone();
        clock.advance(1);
        new Council(fixture, clock, other).decide(reviewers());
        new Council(fixture, clock, other).decide(reviewers());
        assertThat(signedAt(other)).isEmpty();
        assertThat(forks().all())
                .singleElement()
                .satisfies(fork -> assertThat(
                                fork.convicts(LogKeys.of(fixture.logSigner().key())))
                        .isTrue());
    }

    @Test
    void co_signs_what_another_was_shown_where_its_own_replay_gives_it() {
        name(CLEARING);
        String before = ledger.checkpoint().note();
        council.decide(reviewers());
        Cosigning answer = desk(ledger, Optional.of(identity)).cosign(before);
        assertThat(answer).isInstanceOfSatisfying(Cosigning.Signed.class, signed -> {
            assertThat(signed.checkpoint().note().text()).isEqualTo(text(before));
            assertThat(key.signedAt(signed.checkpoint().note())).contains(clock.millis() / 1_000);
        });
        assertThat(signedAt(ledger)).isPresent();
        refuses(ledger, before, Reason.PARTY_NOT_READY);
    }

    @Test
    void co_signs_for_nobody_where_the_ledger_does_not_name_its_key() {
        String note = ledger.checkpoint().note();
        refuses(ledger, note, Reason.NOT_A_PARTY);
        name(new MemberId("bank-a"));
        refuses(ledger, note, Reason.NOT_A_PARTY);
    }

    @Test
    void co_signs_no_text_that_is_not_a_checkpoint_by_the_logs_key() throws Exception {
        name(CLEARING);
        KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        NoteKey log = fixture.logSigner().key();
        NoteKey stranger = NoteKey.of(log.name(), other.getPublic());
        String text = text(ledger.checkpoint().note());
        List.of(
                        "",
                        "not a note",
                        ledger.checkpoint().note().substring(1),
                        "x".repeat(SignedCheckpoint.MAXIMUM_CHARACTERS + 1),
                        new NoteSigner(stranger, other.getPrivate()).sign(text).write(),
                        fixture.logSigner().sign("another text\n").write())
                .forEach(offered -> refuses(ledger, offered, Reason.MALFORMED));
        assertThat(forks().any()).isFalse();
    }

    @Test
    void co_signs_no_checkpoint_ahead_of_its_replica() {
        name(CLEARING);
        MemoryLedger behind = ledger.twin(command -> true);
        council.decide(reviewers());
        refuses(behind, ledger.checkpoint().note(), Reason.PARTY_NOT_READY);
        assertThat(forks().any()).isFalse();
    }

    @Test
    void keeps_both_where_what_is_offered_contradicts_its_replay_and_signs_nothing_more() {
        name(CLEARING);
        long size = ledger.checkpoint().entries();
        Digest wrong = Digest.of(new byte[] {1});
        refuses(ledger, signed(size, wrong, ledger.stateRoot(size)), Reason.PARTY_NOT_READY);
        assertThat(forks().all())
                .singleElement()
                .satisfies(fork -> assertThat(
                                fork.convicts(LogKeys.of(fixture.logSigner().key())))
                        .isTrue());
        refuses(ledger, ledger.checkpoint().note(), Reason.PARTY_NOT_READY);
    }

    @Test
    void co_signs_no_state_that_its_replay_does_not_give() {
        name(CLEARING);
        long size = ledger.checkpoint().entries();
        council.decide(reviewers());
        refuses(ledger, signed(size, ledger.root(size), Digest.of(new byte[] {1})), Reason.PARTY_NOT_READY);
        refuses(
                ledger,
                fixture.logSigner()
                        .sign(Checkpoint.of(fixture.logSigner().key().name(), size, ledger.root(size))
                                .text())
                        .write(),
                Reason.PARTY_NOT_READY);
    }

    private String signed(long size, Digest root, Digest stateRoot) {
        return fixture.logSigner()
                .sign(StateRoot.commit(fixture.logSigner().key().name(), size, root, stateRoot)
                        .text())
                .write();
    }

    private void refuses(MemoryLedger shown, String offered, Reason reason) {
        assertThat(desk(shown, Optional.of(identity)).cosign(offered))
                .isInstanceOfSatisfying(
                        Cosigning.Refused.class,
                        refused -> assertThat(refused.reason())
                                .as(refused.detail())
                                .isEqualTo(reason));
    }

    private static String text(String note) {
        return ((Parsed.Value<SignedNote>) SignedNote.parse(note)).value().text();
    }

    private Optional<Long> signedAt(MemoryLedger shown) {
        SignedCheckpoint newest = desk(shown, Optional.of(identity)).newest();
        assertThat(fixture.logSigner().key().verifies(newest.note())).isTrue();
        assertThat(newest.head().size()).isEqualTo(shown.checkpoint().entries());
        return key.signedAt(newest.note());
    }

    private WitnessDesk desk(MemoryLedger shown, Optional<WitnessIdentity> own) {
        return new WitnessDesk(
                CLEARING, own, new WitnessDesk.Sources(shown, shown, shown, forks(), home.resolve("witness")), clock);
    }

    private Forks forks() {
        return new Forks(home.resolve("conflict"));
    }

    private void name(MemberId member) {
        NoteKey named = new NoteKey(key.name(), key.publicKey());
        council.decide(frame(
                Optional.empty(), Optional.of(new Witnesses(List.of(new Witnesses.Witness(member, named)), 1))));
    }

    private static Action reviewers() {
        return frame(Optional.of(List.of(CLEARING)), Optional.empty());
    }

    private static Action frame(Optional<List<MemberId>> reviewers, Optional<Witnesses> witnesses) {
        return new Action.SetFrame(reviewers, Optional.empty(), witnesses, Optional.empty(), Optional.empty());
    }
}
