package io.datapact.contract.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.testing.ConsortiumFixture;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WitnessTest {
    private static final long TIME = 1_679_315_147L;

    private final NoteSigner log = ConsortiumFixture.create().logSigner();
    private final SignedNote checkpoint = log.sign(
            Checkpoint.of(log.key().name(), 9, ConsortiumFixture.digest("root")).text());
    private KeyPair pair;
    private WitnessSigner witness;

    @BeforeEach
    void make_a_witness() throws GeneralSecurityException {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Bytes key = NoteKey.of("witness.example/w1", pair.getPublic()).publicKey();
        witness = new WitnessSigner(new WitnessKey("witness.example/w1", key), pair.getPrivate());
    }

    @Test
    void a_cosigned_checkpoint_reads_back_and_bears_both_signatures() {
        SignedNote cosigned = witness.cosign(checkpoint, TIME);
        assertThat(SignedNote.parse(cosigned.write())).isEqualTo(new Parsed.Value<>(cosigned));
        assertThat(log.key().verifies(cosigned)).isTrue();
        assertThat(witness.key().signedAt(cosigned)).contains(TIME);
        assertThat(witness.key().signedAt(checkpoint)).isEmpty();
        assertThat(witness.key().signedAt(witness.cosign(cosigned, TIME + 1))).contains(TIME + 1);
    }

    @Test
    void a_note_of_many_lines_is_refused_at_reading_and_one_that_is_read_can_be_cosigned() {
        SignedNote.Line line = checkpoint.signatures().getFirst();
        int most = SignedNote.MAXIMUM_READ_SIGNATURES;
        SignedNote full = checkpoint.with(Collections.nCopies(most - 1, line));
        assertThat(SignedNote.parse(full.write())).isEqualTo(new Parsed.Value<>(full));
        assertThat(witness.key().signedAt(witness.cosign(full, TIME))).contains(TIME);
        for (int lines : List.of(most + 1, SignedNote.MAXIMUM_SIGNATURES, 400)) {
            String written = checkpoint.write()
                    + checkpoint
                            .write()
                            .lines()
                            .reduce((first, second) -> second)
                            .orElseThrow()
                            .concat("\n")
                            .repeat(lines - 1);
            assertThat(SignedNote.parse(written))
                    .isEqualTo(new Parsed.Malformed<>("", "expected at most 64 signature lines, found more"));
        }
    }

    /** The line's layout: key id of type 4, time in 8 bytes, 64 bytes of signature. */
    @Test
    void the_line_has_the_documented_layout() throws GeneralSecurityException {
        byte[] keyed = witness.cosign(checkpoint, TIME)
                .signatures()
                .getLast()
                .keyedSignature()
                .toBytes();
        assertThat(keyed).hasSize(4 + 8 + 64).startsWith(witness.key().id());
        assertThat(ByteBuffer.wrap(keyed).getLong(4)).isEqualTo(TIME);
        java.security.Signature ed25519 = java.security.Signature.getInstance("Ed25519");
        ed25519.initVerify(pair.getPublic());
        ed25519.update(("cosignature/v1\ntime 1679315147\n" + checkpoint.text())
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(ed25519.verify(keyed, 12, 64)).isTrue();
    }

    @Test
    void another_time_text_name_or_type_is_no_cosignature() {
        SignedNote.Line line = witness.cosign(checkpoint, TIME).signatures().getLast();
        byte[] later = line.keyedSignature().toBytes();
        later[11] ^= 1;
        assertThat(witness.key().signedAt(with(checkpoint, line.name(), later))).isEmpty();
        SignedNote other = log.sign("another text\n");
        assertThat(witness.key()
                        .signedAt(with(other, line.name(), line.keyedSignature().toBytes())))
                .isEmpty();
        WitnessKey renamed = new WitnessKey("witness.example/w2", witness.key().publicKey());
        assertThat(renamed.signedAt(with(
                        checkpoint, "witness.example/w2", line.keyedSignature().toBytes())))
                .isEmpty();
        NoteSigner asNote =
                new NoteSigner(new NoteKey(line.name(), witness.key().publicKey()), pair.getPrivate());
        assertThat(witness.key()
                        .signedAt(checkpoint.with(asNote.sign(checkpoint.text()).signatures())))
                .isEmpty();
        assertThat(asNote.key().verifies(witness.cosign(checkpoint, TIME))).isFalse();
    }

    @Test
    void a_cosignature_under_another_name_than_its_keys_is_none() {
        byte[] keyed = witness.cosign(checkpoint, TIME)
                .signatures()
                .getLast()
                .keyedSignature()
                .toBytes();
        assertThat(witness.key().signedAt(with(checkpoint, "witness.example/w2", keyed)))
                .isEmpty();
    }

    @Test
    void the_epoch_is_a_time() {
        assertThat(witness.key().signedAt(witness.cosign(checkpoint, 0))).contains(0L);
    }

    @Test
    void lines_too_short_and_times_before_the_epoch_are_refused() {
        byte[] id = witness.key().id();
        assertThat(witness.key().signedAt(with(checkpoint, witness.key().name(), NoteKey.concat(id, new byte[5]))))
                .isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> witness.cosign(checkpoint, -1));
    }

    private static SignedNote with(SignedNote note, String name, byte[] keyed) {
        return note.with(List.of(new SignedNote.Line(name, Bytes.of(keyed))));
    }
}
