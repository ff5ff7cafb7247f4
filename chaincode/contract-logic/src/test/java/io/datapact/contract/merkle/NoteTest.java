package io.datapact.contract.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.vectors.Vectors;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {
    /** The example of golang.org/x/mod/sumdb/note. */
    private static final String TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;

    private static final String WRITTEN = TEXT
            + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static final String KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String PRIVATE_KEY = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    private static NoteKey peter() {
        byte[] typed = new Bytes(KEY.substring(KEY.lastIndexOf('+') + 1)).toBytes();
        return new NoteKey("PeterNeumann", Bytes.of(Arrays.copyOfRange(typed, 1, typed.length)));
    }

    private static SignedNote read(String written) {
        return ((Parsed.Value<SignedNote>) SignedNote.parse(written)).value();
    }

    private static NoteSigner signer() throws GeneralSecurityException {
        byte[] typed = new Bytes(PRIVATE_KEY).toBytes();
        byte[] pkcs8 =
                Vectors.hex("302e020100300506032b657004220420" + HexFormat.of().formatHex(typed, 1, typed.length));
        PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        return new NoteSigner(peter(), key);
    }

    @Test
    void reads_and_verifies_the_published_note() {
        SignedNote note = read(WRITTEN);
        assertThat(note.text()).isEqualTo(TEXT);
        assertThat(note.write()).isEqualTo(WRITTEN);
        assertThat(peter().text()).isEqualTo(KEY);
        assertThat(peter().verifies(note)).isTrue();
    }

    @Test
    void signs_the_published_note_byte_for_byte() throws GeneralSecurityException {
        assertThat(signer().sign(TEXT).write()).isEqualTo(WRITTEN);
    }

    @Test
    void a_changed_text_or_another_key_does_not_verify() throws GeneralSecurityException {
        SignedNote changed = read(WRITTEN.replace("answer", "anwser"));
        assertThat(peter().verifies(changed)).isFalse();
        NoteKey other = NoteKey.of(
                "PeterNeumann",
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
        assertThat(other.verifies(read(WRITTEN))).isFalse();
        NoteKey renamed = new NoteKey("EnochRoot", peter().publicKey());
        assertThat(renamed.verifies(read(WRITTEN))).isFalse();
    }

    @Test
    void a_signature_of_another_length_or_key_id_does_not_verify() {
        SignedNote note = read(WRITTEN);
        byte[] keyed = note.signatures().get(0).keyedSignature().toBytes();
        for (int length : new int[] {5, keyed.length - 1, keyed.length + 1}) {
            assertThat(peter().verifies(signed(Arrays.copyOf(keyed, length)))).isFalse();
        }
        keyed[0] ^= 1;
        assertThat(peter().verifies(signed(keyed))).isFalse();
    }

    private static SignedNote signed(byte[] keyed) {
        return new SignedNote(TEXT, List.of(new SignedNote.Line("PeterNeumann", Bytes.of(keyed))));
    }

    @Test
    void names_are_of_at_most_256_characters() {
        assertThat(NoteKey.requireName("n".repeat(256))).hasSize(256);
        assertThatIllegalArgumentException().isThrownBy(() -> NoteKey.requireName("n".repeat(257)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\n\u2014 name\n",
                "text\n\n\u2014 name !!!!\n",
                "text\n\n\u2014 name AAAA\n",
                "text\n\n\u2014 na+me AAAAAAA=\n",
                "text\n\n\u2014 name AAAAAAA=",
                "text\n\n- name AAAAAAA=\n",
                "te\u0001xt\n\n\u2014 name AAAAAAA=\n",
                "text\n\n\u2014 name AAAAAAA=\nmore\n"
            })
    void malformed_notes_are_refused(String written) {
        assertThat(SignedNote.parse(written)).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void a_checkpoint_has_one_text() {
        Checkpoint checkpoint = Checkpoint.of("fixture.example/log", 42, ConsortiumFixture.digest("root"));
        assertThat(checkpoint.text())
                .isEqualTo(
                        "fixture.example/log\n42\n" + Bytes.of(checkpoint.root().toBytes()) + "\n");
        assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(new Parsed.Value<>(checkpoint));
        Checkpoint extended = new Checkpoint("log", 0, MerkleTree.EMPTY_ROOT, List.of("state abc"));
        assertThat(Checkpoint.parse(extended.text())).isEqualTo(new Parsed.Value<>(extended));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log\n1\n",
                "log\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "log\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "log\n99999999999999999999\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
                "log\n1\nAAAA\n",
                "log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n",
                "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
            })
    void malformed_checkpoints_are_refused(String text) {
        assertThat(Checkpoint.parse(text)).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void a_log_proof_leads_from_the_entry_to_the_signed_checkpoint() throws GeneralSecurityException {
        List<Digest> leaves =
                List.of(ConsortiumFixture.digest("0"), ConsortiumFixture.digest("1"), ConsortiumFixture.digest("2"));
        InclusionProof inclusion = InclusionProof.make(index -> leaves.get((int) index), 1, 3);
        SignedNote checkpoint = signer().sign(Checkpoint.of("PeterNeumann", 3, MerkleTree.root(leaves))
                .text());
        TlogProof proof = new TlogProof(1, inclusion.path(), checkpoint);
        assertThat(proof.write())
                .startsWith("c2sp.org/tlog-proof@v1\nindex 1\n")
                .contains("\n\nPeterNeumann\n3\n");
        assertThat(TlogProof.parse(proof.write())).isEqualTo(new Parsed.Value<>(proof));
        assertThat(proof.verify(leaves.get(1), peter())).isTrue();
        assertThat(proof.verify(leaves.get(0), peter())).isFalse();
        assertThat(new TlogProof(2, inclusion.path(), checkpoint).verify(leaves.get(1), peter()))
                .isFalse();
        assertThat(new TlogProof(7, inclusion.path(), checkpoint).verify(leaves.get(1), peter()))
                .isFalse();
        SignedNote foreign = signer().sign(
                        Checkpoint.of("another", 3, MerkleTree.root(leaves)).text());
        assertThat(new TlogProof(1, inclusion.path(), foreign).verify(leaves.get(1), peter()))
                .isFalse();
    }

    @Test
    void malformed_log_proofs_are_refused() throws GeneralSecurityException {
        String written = new TlogProof(
                        0,
                        List.of(),
                        signer().sign(Checkpoint.of("log", 1, ConsortiumFixture.digest("0"))
                                .text()))
                .write();
        assertThat(TlogProof.parse(written)).isInstanceOf(Parsed.Value.class);
        for (String damaged : List.of(
                "",
                written.replace("@v1", "@v2"),
                written.replace("index 0", "index 00"),
                written.replace("index 0", "index -1"),
                written.replace("index 0", "index 0\nAAAA"),
                written.replace("\n\nlog", "\nlog"))) {
            assertThat(TlogProof.parse(damaged)).as(damaged).isInstanceOf(Parsed.Malformed.class);
        }
    }

    @Test
    void names_and_keys_of_wrong_form_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new NoteKey("two words", peter().publicKey()));
        assertThatIllegalArgumentException().isThrownBy(() -> new NoteKey("", peter().publicKey()));
        assertThatIllegalArgumentException().isThrownBy(() -> new NoteKey("name", Bytes.of(new byte[31])));
    }
}
