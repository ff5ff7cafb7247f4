package io.datapact.contract.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.Digest;
import io.datapact.contract.testing.ConsortiumFixture;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogKeysTest {
    private static final String ORIGIN = "log.example/one";
    private static final Digest ROOT = ConsortiumFixture.digest("root");
    private static final Digest OTHER = ConsortiumFixture.digest("other root");
    private static final Digest STATE = ConsortiumFixture.digest("state");

    private final NoteSigner first = signer();
    private final NoteSigner second = signer();
    private final NoteSigner third = signer();
    private final LogKeys once = LogKeys.of(first.key()).with(5, second.key().publicKey());
    private final LogKeys twice = once.with(9, third.key().publicKey());

    private static NoteSigner signer() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new NoteSigner(NoteKey.of(ORIGIN, pair.getPublic()), pair.getPrivate());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private SignedNote note(Checkpoint head, NoteSigner... signers) {
        SignedNote note = signers[0].sign(head.text());
        for (NoteSigner signer : Arrays.asList(signers).subList(1, signers.length)) {
            note = signer.sign(note);
        }
        return note;
    }

    private boolean holds(long size, NoteSigner... signers) {
        Checkpoint head = twice.head(size, ROOT, STATE);
        return twice.verifies(note(head, signers), head);
    }

    @Test
    void each_head_has_its_signers() {
        assertThat(twice.signers(4)).containsExactly(first.key());
        assertThat(twice.signers(5)).containsExactly(first.key(), second.key());
        assertThat(twice.signers(6)).containsExactly(second.key());
        assertThat(twice.signers(9)).containsExactly(second.key(), third.key());
        assertThat(twice.signers(10)).containsExactly(third.key());
        assertThat(twice.after(4)).isEqualTo(first.key());
        assertThat(twice.after(5)).isEqualTo(second.key());
        assertThat(twice.upTo(8)).isEqualTo(once);
        assertThat(twice.all()).containsExactly(first.key(), second.key(), third.key());
    }

    @Test
    void a_head_is_taken_only_from_the_key_of_its_size() {
        assertThat(holds(4, first)).isTrue();
        assertThat(holds(4, second)).as("the next key before the enactment").isFalse();
        assertThat(holds(6, second)).isTrue();
        assertThat(holds(6, first)).as("the former key later").isFalse();
        assertThat(holds(10, first)).isFalse();
        assertThat(holds(10, third)).isTrue();
    }

    @Test
    void a_handover_takes_both_signatures() {
        assertThat(holds(5, first, second)).isTrue();
        assertThat(holds(5, second, first)).isTrue();
        assertThat(holds(5, first)).isFalse();
        assertThat(holds(5, second)).isFalse();
        assertThat(holds(5, first, third)).isFalse();
    }

    @Test
    void a_head_names_the_next_key_exactly_where_it_hands_over() {
        Checkpoint plain = LogKeys.of(first.key()).head(5, ROOT, STATE);
        assertThat(twice.verifies(note(plain, first, second), plain)).isFalse();
        Checkpoint early =
                LogKeys.of(first.key()).with(4, second.key().publicKey()).head(4, ROOT, STATE);
        assertThat(twice.verifies(note(early, first, second), early)).isFalse();
        Checkpoint another =
                LogKeys.of(first.key()).with(5, third.key().publicKey()).head(5, ROOT, STATE);
        assertThat(twice.verifies(note(another, first, second), another)).isFalse();
    }

    @Test
    void a_chain_of_handovers_leads_to_the_newest_key() {
        LogKeys known = LogKeys.of(first.key());
        SignedNote one = note(twice.head(5, ROOT, STATE), first, second);
        SignedNote two = note(twice.head(9, ROOT, STATE), second, third);
        assertThat(known.with(one).flatMap(keys -> keys.with(two))).contains(twice);
        assertThat(known.with(two)).as("by a key that is not known yet").isEmpty();
        assertThat(once.with(one)).as("again").isEmpty();
    }

    @Test
    void a_chain_goes_on_with_nothing_but_a_handover_that_both_signed() {
        LogKeys known = LogKeys.of(first.key());
        Checkpoint head = twice.head(5, ROOT, STATE);
        assertThat(known.with(note(head, first))).isEmpty();
        assertThat(known.with(note(head, second))).isEmpty();
        assertThat(known.with(note(known.head(5, ROOT, STATE), first, second))).isEmpty();
        SignedNote right = note(head, first, second);
        String moved = right.write().replace("\n5\n", "\n6\n");
        assertThat(SignedNote.parse(moved))
                .isInstanceOfSatisfying(
                        io.datapact.contract.codec.Parsed.Value.class,
                        value -> assertThat(known.with((SignedNote) value.value()))
                                .isEmpty());
        Checkpoint broken = new Checkpoint(ORIGIN, 5, ROOT, List.of("datapact/log-key/1 x"));
        assertThat(known.with(note(broken, first))).isEmpty();
        assertThat(known.with(first.sign("nothing\n"))).isEmpty();
        Checkpoint back =
                LogKeys.of(second.key()).with(7, first.key().publicKey()).head(7, ROOT, STATE);
        assertThat(once.with(note(back, second, first))).as("a former key").isEmpty();
    }

    @Test
    void refuses_keys_that_are_no_chain() {
        assertThatThrownBy(() -> twice.with(9, signer().key().publicKey()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ascending");
        assertThatThrownBy(() -> LogKeys.of(first.key()).with(1, second.key().publicKey()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> twice.with(12, first.key().publicKey()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("once");
        NoteKey foreign = new NoteKey("log.example/two", second.key().publicKey());
        assertThatThrownBy(() -> new LogKeys(first.key(), List.of(new LogKeys.Handover(5, foreign))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_former_key_that_signs_another_history_is_convicted_and_not_believed() {
        Checkpoint right = once.head(7, ROOT, STATE);
        Checkpoint wrong = once.head(7, OTHER, STATE);
        String ours = note(right, second).write();
        String theirs = note(wrong, first).write();
        assertThat(SignedCheckpoint.read(theirs, once)).isEmpty();
        assertThat(new Fork(ours, theirs, ROOT, List.of()).convicts(once)).isTrue();
        assertThat(new Fork(ours, theirs, ROOT, List.of()).convicts(LogKeys.of(first.key())))
                .as("before whoever knows the first key alone")
                .isFalse();
        String same = note(right, first).write();
        assertThat(new Fork(ours, same, ROOT, List.of()).convicts(once))
                .as("the same history convicts nobody")
                .isFalse();
    }

    @Test
    void a_bare_note_has_the_logs_signatures_alone() {
        Checkpoint head = once.head(5, ROOT, STATE);
        SignedNote many = note(head, third, second, third, first, first);
        Optional<SignedCheckpoint> read = SignedCheckpoint.read(many.write(), once);
        assertThat(read).isPresent();
        assertThat(read.get().bare(once)).isEqualTo(note(head, first, second));
    }
}
