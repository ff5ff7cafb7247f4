package io.datapact.contract.statetree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.testing.ConsortiumFixture;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StateProofTest {
    private static final int KEYS = 300;
    private static final Digest FOIL = ConsortiumFixture.digest("foil");

    private final SortedMap<String, byte[]> state = new TreeMap<>();
    private final StateTree tree;

    StateProofTest() {
        for (int i = 0; i < KEYS; i++) {
            state.put("key/" + i, ("value " + i).getBytes(StandardCharsets.US_ASCII));
        }
        tree = StateTree.of(state);
    }

    private StateProof.Finding present(String key) {
        return new StateProof.Finding.Present(Digest.of(state.get(key)));
    }

    @Test
    void every_key_is_proved_present_and_every_other_absent() {
        for (int i = 0; i < KEYS; i++) {
            String key = "key/" + i;
            assertThat(tree.prove(key).check(key, tree.root())).isEqualTo(present(key));
            String other = "other/" + i;
            assertThat(tree.prove(other).check(other, tree.root())).isEqualTo(new StateProof.Finding.Absent());
        }
    }

    @Test
    void nothing_is_present_in_the_tree_without_keys() {
        StateProof proof = StateTree.EMPTY.prove("key/1");
        assertThat(proof.check("key/1", StateTree.EMPTY.root())).isEqualTo(new StateProof.Finding.Absent());
        assertThat(proof.check("key/1", tree.root())).isEqualTo(new StateProof.Finding.Invalid());
    }

    @Test
    void a_proof_of_one_key_never_speaks_wrongly_of_another() {
        for (int i = 0; i < KEYS; i++) {
            StateProof proof = tree.prove("key/" + i);
            for (int j = i % 29; j < KEYS; j += 29) {
                String key = "key/" + j;
                if (i != j) {
                    assertThat(proof.check(key, tree.root())).isEqualTo(new StateProof.Finding.Invalid());
                }
            }
        }
    }

    @Test
    void a_proof_of_another_root_is_invalid() {
        StateTree later = tree.with(new TreeMap<>(java.util.Map.of("key/7", Optional.of(new byte[] {1}))));
        assertThat(tree.prove("key/8").check("key/8", later.root())).isEqualTo(new StateProof.Finding.Invalid());
        assertThat(later.prove("key/8").check("key/8", tree.root())).isEqualTo(new StateProof.Finding.Invalid());
        assertThat(later.prove("key/8").check("key/8", later.root())).isEqualTo(present("key/8"));
    }

    @Test
    void a_proof_with_anything_changed_added_or_left_out_is_invalid() {
        for (String key : List.of("key/3", "other/3")) {
            StateProof proof = tree.prove(key);
            for (StateProof hostile : damaged(proof)) {
                assertThat(hostile.check(key, tree.root())).isEqualTo(new StateProof.Finding.Invalid());
            }
        }
    }

    private static List<StateProof> damaged(StateProof proof) {
        List<StateProof> all = new ArrayList<>();
        StateProof.Leaf leaf = proof.leaf().orElseThrow();
        all.add(new StateProof(Optional.of(new StateProof.Leaf(FOIL, leaf.value())), proof.path()));
        all.add(new StateProof(Optional.of(new StateProof.Leaf(leaf.key(), FOIL)), proof.path()));
        all.add(new StateProof(proof.leaf(), List.of()));
        all.add(StateProof.OF_EMPTY);
        for (int i = 0; i < proof.path().size(); i++) {
            List<StateProof.Step> shorter = new ArrayList<>(proof.path());
            StateProof.Step step = shorter.remove(i);
            all.add(new StateProof(proof.leaf(), shorter));
            List<StateProof.Step> changed = new ArrayList<>(proof.path());
            byte[] sibling = step.sibling().toBytes();
            sibling[i % sibling.length] ^= 1;
            changed.set(i, new StateProof.Step(step.bit(), Digest.wrap(sibling)));
            all.add(new StateProof(proof.leaf(), changed));
        }
        return all;
    }

    @Test
    void paths_that_cannot_be_are_refused() {
        Optional<StateProof.Leaf> leaf = tree.prove("key/1").leaf();
        StateProof.Step step = new StateProof.Step(3, FOIL);
        assertThatIllegalArgumentException().isThrownBy(() -> new StateProof(leaf, List.of(step, step)));
        assertThatIllegalArgumentException().isThrownBy(() -> new StateProof(Optional.empty(), List.of(step)));
        assertThatIllegalArgumentException().isThrownBy(() -> new StateProof.Step(256, FOIL));
        assertThatIllegalArgumentException().isThrownBy(() -> new StateProof.Step(-1, FOIL));
    }

    private SignedStateProof signed(String key) {
        NoteSigner signer = ConsortiumFixture.create().logSigner();
        Checkpoint head = StateRoot.commit(signer.key().name(), 9, FOIL, tree.root());
        return new SignedStateProof(key, tree.prove(key), signer.sign(head.text()));
    }

    @Test
    void the_text_reads_back_and_verifies_against_the_log_key() {
        ConsortiumFixture fixture = ConsortiumFixture.create();
        NoteSigner signer = fixture.logSigner();
        Checkpoint head = StateRoot.commit(signer.key().name(), 9, FOIL, tree.root());
        for (String key : List.of("key/5", "other/5")) {
            SignedStateProof proof = new SignedStateProof(key, tree.prove(key), signer.sign(head.text()));
            assertThat(SignedStateProof.parse(proof.write())).isEqualTo(new Parsed.Value<>(proof));
            assertThat(proof.check(signer.key())).isEqualTo(tree.prove(key).check(key, tree.root()));
            Checkpoint bare = Checkpoint.of(signer.key().name(), 9, FOIL);
            assertThat(new SignedStateProof(key, proof.proof(), signer.sign(bare.text())).check(signer.key()))
                    .isEqualTo(new StateProof.Finding.Invalid());
        }
    }

    @Test
    void a_text_with_any_character_changed_never_proves_another_thing() {
        ConsortiumFixture fixture = ConsortiumFixture.create();
        NoteSigner signer = fixture.logSigner();
        Checkpoint head = StateRoot.commit(signer.key().name(), 9, FOIL, tree.root());
        SignedStateProof honest = new SignedStateProof("key/5", tree.prove("key/5"), signer.sign(head.text()));
        String text = honest.write();
        Random random = new Random(5);
        for (int i = 0; i < 400; i++) {
            int at = random.nextInt(text.length());
            char other = (char) (0x20 + random.nextInt(0x5f));
            String hostile = text.substring(0, at) + other + text.substring(at + 1);
            if (SignedStateProof.parse(hostile) instanceof Parsed.Value<SignedStateProof>(SignedStateProof read)) {
                assertThat(read.check(signer.key())).isIn(new StateProof.Finding.Invalid(), truth(read.key()));
            }
        }
        for (int end = 0; end < text.length() - 1; end++) {
            assertThat(SignedStateProof.parse(text.substring(0, end))).isInstanceOf(Parsed.Malformed.class);
        }
    }

    private StateProof.Finding truth(String key) {
        return state.containsKey(key) ? present(key) : new StateProof.Finding.Absent();
    }

    @Test
    void a_checkpoint_commits_to_one_state_root() {
        Checkpoint head = StateRoot.commit("log", 9, FOIL, tree.root());
        assertThat(StateRoot.of(head)).contains(tree.root());
        assertThat(head.extensions()).hasSize(1);
        String line = head.extensions().getFirst();
        assertThat(StateRoot.of(new Checkpoint("log", 9, FOIL, List.of(line, line))))
                .isEmpty();
        assertThat(StateRoot.of(new Checkpoint("log", 9, FOIL, List.of(line + "x"))))
                .isEmpty();
        assertThat(StateRoot.of(Checkpoint.of("log", 9, FOIL))).isEmpty();
        String other = line.replace("state/1", "other/1");
        assertThat(StateRoot.of(new Checkpoint("log", 9, FOIL, List.of(other)))).isEmpty();
        assertThat(StateRoot.of(new Checkpoint("log", 9, FOIL, List.of(other, line))))
                .contains(tree.root());
    }

    @Test
    void an_absence_proof_stays_below_four_kilobytes_in_a_large_state() {
        SortedMap<String, byte[]> large = new TreeMap<>();
        for (int i = 0; i < 50_000; i++) {
            large.put("key/" + i, new byte[] {(byte) i});
        }
        StateTree tree = StateTree.of(large);
        for (int i = 0; i < 200; i++) {
            String absent = "absent/" + i;
            StateProof proof = tree.prove(absent);
            SignedStateProof text =
                    new SignedStateProof(absent, proof, signed("key/1").checkpoint());
            assertThat(text.write().length()).isLessThan(4_096);
            assertThat(proof.check(absent, tree.root())).isEqualTo(new StateProof.Finding.Absent());
        }
    }
}
