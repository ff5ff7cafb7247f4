package io.datapact.contract.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.testing.ConsortiumFixture;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes, checkpoints and proofs that a stranger made, at the edges of their bounds. */
class NoteBoundsTest {
    private static final Digest ROOT = ConsortiumFixture.digest("root");

    private final NoteSigner log = ConsortiumFixture.withoutSignatures().logSigner();
    private final String origin = log.key().name();
    private final SignedNote.Line line = log.sign("text\n").signatures().getFirst();

    private static PublicKey key(String algorithm) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "+", "\u0001", "\u001f", "\u007f", "\u2003", "\n"})
    void a_name_has_no_spaces_plus_signs_and_control_characters(String character) {
        assertThatIllegalArgumentException().isThrownBy(() -> NoteKey.requireName("a" + character + "b"));
    }

    @Test
    void a_name_may_have_any_other_character() {
        assertThat(NoteKey.requireName("a!b~\u00e9")).isEqualTo("a!b~\u00e9");
    }

    /** An X25519 key is as long as an Ed25519 key. */
    @ParameterizedTest
    @ValueSource(strings = {"X25519", "EC"})
    void a_key_of_another_algorithm_signs_no_notes(String algorithm) throws GeneralSecurityException {
        PublicKey other = key(algorithm);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NoteKey.of("name", other))
                .withMessageContaining("expected an Ed25519 public key, found one of");
    }

    @Test
    void a_signature_under_another_name_is_none_of_the_key() {
        SignedNote renamed =
                new SignedNote("text\n", List.of(new SignedNote.Line(origin + "x", line.keyedSignature())));
        assertThat(log.key().verifies(renamed)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "te\u007fxt\n", "te\u001fxt\n", "te\txt\n", ""})
    void a_text_ends_with_a_newline_and_has_no_other_control_characters(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SignedNote(text, List.of(line)));
    }

    @Test
    void a_note_has_one_to_a_hundred_signatures() {
        int most = SignedNote.MAXIMUM_SIGNATURES;
        assertThat(new SignedNote("text\n", Collections.nCopies(most, line)).signatures())
                .hasSize(100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignedNote("text\n", Collections.nCopies(most + 1, line)));
        assertThatIllegalArgumentException().isThrownBy(() -> new SignedNote("text\n", List.of()));
    }

    @Test
    void a_note_is_read_up_to_its_greatest_size() {
        int frame = new SignedNote("\n", List.of(line)).write().length();
        String most = "x".repeat(SignedNote.MAXIMUM_CHARACTERS - frame);
        SignedNote longest = new SignedNote(most + "\n", List.of(line));
        assertThat(SignedNote.parse(longest.write())).isEqualTo(new Parsed.Value<>(longest));
        SignedNote longer = new SignedNote(most + "x\n", List.of(line));
        assertThat(SignedNote.parse(longer.write()))
                .isEqualTo(new Parsed.Malformed<>("", "expected at most 65536 characters, found 65537"));
    }

    @Test
    void a_signature_line_has_a_key_id_and_a_signature() {
        Bytes shortest = Bytes.of(new byte[NoteKey.ID_BYTES + 1]);
        assertThat(new SignedNote.Line("log", shortest).keyedSignature()).isEqualTo(shortest);
        Bytes idAlone = Bytes.of(new byte[NoteKey.ID_BYTES]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignedNote.Line("log", idAlone))
                .withMessage("expected a key id and a signature, found 4 bytes");
    }

    @Test
    void a_text_may_be_an_empty_line() {
        SignedNote empty = new SignedNote("\n", List.of(line));
        assertThat(SignedNote.parse(empty.write())).isEqualTo(new Parsed.Value<>(empty));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\u001fb", "a\u007fb"})
    void an_extension_line_is_neither_empty_nor_broken(String extension) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("log", 1, ROOT, List.of(extension)));
    }

    @Test
    void a_checkpoint_has_at_most_sixteen_extensions_and_no_negative_size() {
        assertThat(new Checkpoint("log", 1, ROOT, Collections.nCopies(16, "a b")).extensions())
                .hasSize(16);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoint("log", 1, ROOT, Collections.nCopies(17, "a b")));
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.of("log", -1, ROOT));
    }

    @Test
    void a_checkpoints_text_ends_with_a_newline_and_its_root_has_32_bytes() {
        String text = Checkpoint.of("log", 1, ROOT).text();
        assertThat(Checkpoint.parse(text + "extension\n")).isInstanceOf(Parsed.Value.class);
        assertThat(Checkpoint.parse(text + "extension")).isInstanceOf(Parsed.Malformed.class);
        assertThat(Checkpoint.parse("log\n1\nAAAA\n"))
                .isEqualTo(new Parsed.Malformed<>("", "expected a root of 32 bytes, found 3"));
    }

    @Test
    void a_head_of_no_entries_is_none_of_the_logs() {
        SignedNote empty =
                log.sign(Checkpoint.of(origin, 0, MerkleTree.EMPTY_ROOT).text());
        LogKeys keys = LogKeys.of(log.key());
        assertThat(keys.verifies(empty, Checkpoint.of(origin, 0, MerkleTree.EMPTY_ROOT)))
                .isFalse();
        assertThat(SignedCheckpoint.readOfAny(empty.write(), keys)).isEmpty();
    }

    @Test
    void a_signed_checkpoint_is_read_up_to_its_greatest_size() {
        LogKeys keys = LogKeys.of(log.key());
        int frame = head(1).length() - 1;
        String most = head(SignedCheckpoint.MAXIMUM_CHARACTERS - frame);
        assertThat(most).hasSize(SignedCheckpoint.MAXIMUM_CHARACTERS);
        assertThat(SignedCheckpoint.read(most, keys)).isPresent();
        assertThat(SignedCheckpoint.read(head(SignedCheckpoint.MAXIMUM_CHARACTERS - frame + 1), keys))
                .isEmpty();
    }

    private String head(int extension) {
        return log.sign(new Checkpoint(origin, 1, ROOT, List.of("x".repeat(extension))).text())
                .write();
    }

    @Test
    void a_log_proof_has_at_most_62_hashes() {
        SignedNote note = log.sign(Checkpoint.of(origin, 1, ROOT).text());
        TlogProof most = new TlogProof(0, Collections.nCopies(InclusionProof.MAXIMUM_PATH, ROOT), note);
        assertThat(TlogProof.parse(most.write())).isEqualTo(new Parsed.Value<>(most));
        TlogProof more = new TlogProof(0, Collections.nCopies(InclusionProof.MAXIMUM_PATH + 1, ROOT), note);
        assertThat(TlogProof.parse(more.write())).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void a_log_proof_is_worth_nothing_without_the_logs_own_signature() {
        List<Digest> leaves = List.of(ConsortiumFixture.digest("0"), ConsortiumFixture.digest("1"));
        SignedNote note =
                log.sign(Checkpoint.of(origin, 2, MerkleTree.root(leaves)).text());
        List<Digest> path =
                InclusionProof.make(at -> leaves.get((int) at), 0, 2).path();
        assertThat(new TlogProof(0, path, note).verify(leaves.get(0), log.key()))
                .isTrue();
        byte[] keyed = note.signatures().getFirst().keyedSignature().toBytes();
        keyed[keyed.length - 1] ^= 1;
        SignedNote forged = new SignedNote(note.text(), List.of(new SignedNote.Line(origin, Bytes.of(keyed))));
        assertThat(new TlogProof(0, path, forged).verify(leaves.get(0), log.key()))
                .isFalse();
        for (long index : new long[] {-1, 2}) {
            assertThat(new TlogProof(index, path, note).verify(leaves.get(0), log.key()))
                    .isFalse();
        }
    }
}
