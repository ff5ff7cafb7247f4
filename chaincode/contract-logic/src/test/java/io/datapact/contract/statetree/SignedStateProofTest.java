package io.datapact.contract.statetree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The written form of a proof at its edges. */
class SignedStateProofTest {
    private static final Digest HASH = ConsortiumFixture.digest("hash");
    private static final String HASH64 = Bytes.of(HASH.toBytes()).toString();
    private static final StateProof.Leaf LEAF = new StateProof.Leaf(HASH, HASH);
    private static final StateProof ONE_BRANCH =
            new StateProof(Optional.of(LEAF), List.of(new StateProof.Step(7, HASH)));

    private final NoteSigner log = ConsortiumFixture.create().logSigner();
    private final SignedNote head = checkpoint(log.key().name());

    private SignedNote checkpoint(String origin) {
        return log.sign(
                StateRoot.commit(origin, 1, HASH, StateTree.EMPTY.root()).text());
    }

    private static void refused(String written, String detail) {
        assertThat(SignedStateProof.parse(written))
                .isInstanceOfSatisfying(
                        Parsed.Malformed.class,
                        malformed -> assertThat(malformed.detail()).startsWith(detail));
    }

    private static void readsBack(SignedStateProof proof) {
        assertThat(SignedStateProof.parse(proof.write())).isEqualTo(new Parsed.Value<>(proof));
    }

    @Test
    void keys_are_1_to_512_visible_characters() {
        readsBack(new SignedStateProof("!", ONE_BRANCH, head));
        readsBack(new SignedStateProof("~", ONE_BRANCH, head));
        readsBack(new SignedStateProof("k".repeat(512), ONE_BRANCH, head));
        for (String key : List.of("", "a b", "a\u007f", "\u001f", "ä", "k".repeat(513))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SignedStateProof(key, ONE_BRANCH, head))
                    .withMessageStartingWith("expected a key of 1 to 512 visible ASCII characters");
        }
    }

    @Test
    void the_shortest_and_the_longest_proof_read_back_and_one_longer_is_refused() {
        readsBack(new SignedStateProof("key", StateProof.OF_EMPTY, head));
        List<StateProof.Step> steps = IntStream.range(0, StateProof.MAXIMUM_PATH)
                .mapToObj(i -> new StateProof.Step(StateProof.MAXIMUM_PATH - 1 - i, HASH))
                .toList();
        SignedStateProof longest = new SignedStateProof("key", new StateProof(Optional.of(LEAF), steps), head);
        readsBack(longest);
        String branch = "0 " + HASH64;
        assertThat(longest.write()).contains("\n" + branch + "\n\n");
        refused(
                longest.write().replace("\n" + branch + "\n\n", "\n" + branch + "\n" + branch + "\n\n"),
                "expected the lines datapact/state-proof/1, key, leaf and branches");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "datapact/state-proof/1",
                "datapact/state-proof/2\nkey key",
                "datapact/state-proof/1\nkex key",
                "datapact/state-proof/1\n key key"
            })
    void other_first_lines_are_refused(String lines) {
        refused(lines + "\n\n" + head.write(), "expected the lines datapact/state-proof/1, key, leaf and branches");
    }

    @Test
    void a_text_without_an_empty_line_near_its_beginning_is_refused() {
        String otherForm = "expected a proof, an empty line and a checkpoint";
        String otherLines = "expected the lines";
        refused("", otherForm);
        refused("datapact/state-proof/1\nkey key\n", otherForm);
        refused("\n\n" + head.write(), otherLines);
        refused("x".repeat(SignedNote.MAXIMUM_CHARACTERS) + "\n\n", otherLines);
        refused("x".repeat(SignedNote.MAXIMUM_CHARACTERS + 1) + "\n\n", otherForm);
    }

    @Test
    void other_leaf_lines_are_refused() {
        for (String line : List.of(
                "leaf " + HASH64,
                "leaf " + HASH64 + " " + HASH64 + " " + HASH64,
                "leaf " + HASH64 + " " + HASH64 + " ",
                "loaf " + HASH64 + " " + HASH64,
                "leaf  " + HASH64)) {
            refused(written(line), line.startsWith("leaf  ") ? "expected a hash of 32 bytes" : "expected a leaf line");
        }
        refused(written("leaf " + HASH64 + " AAAA"), "expected a hash of 32 bytes");
    }

    @Test
    void other_branch_lines_are_refused() {
        String leaf = "leaf " + HASH64 + " " + HASH64 + "\n";
        for (String bit : List.of("", "00", "01", "-1", "+1", "1000", "x", " ")) {
            refused(written(leaf + bit + " " + HASH64), "expected a branch line of bit and hash");
        }
        refused(written(leaf + "7"), "expected a branch line of bit and hash");
        refused(written(leaf + "256 " + HASH64), "expected a bit of 0 to 255, found 256");
        refused(written(leaf + "7 AAAA"), "expected a hash of 32 bytes");
        refused(written(leaf + "7 " + HASH64 + "\n7 " + HASH64), "expected bits that descend towards the root");
    }

    private String written(String lines) {
        return "datapact/state-proof/1\nkey key\n" + lines + "\n\n" + head.write();
    }

    @Test
    void a_checkpoint_of_another_origin_proves_nothing() {
        SignedStateProof proof = new SignedStateProof("key", StateProof.OF_EMPTY, head);
        assertThat(proof.check(log.key())).isEqualTo(new StateProof.Finding.Absent());
        SignedStateProof other = new SignedStateProof("key", StateProof.OF_EMPTY, checkpoint("another.example/log"));
        assertThat(other.check(log.key())).isEqualTo(new StateProof.Finding.Invalid());
    }
}
