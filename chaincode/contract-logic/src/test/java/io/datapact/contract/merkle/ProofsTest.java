package io.datapact.contract.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datapact.contract.id.Digest;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProofsTest {
    private static final int SIZE = 40;

    private static final Digest FOIL = ConsortiumFixture.digest("foil");

    private static final List<Digest> LEAVES = IntStream.range(0, SIZE)
            .mapToObj(i -> ConsortiumFixture.digest("leaf " + i))
            .toList();

    private static final LeafHashes HASHES = index -> LEAVES.get((int) index);

    private static Digest root(long size) {
        return MerkleTree.root(LEAVES.subList(0, (int) size));
    }

    @Test
    void every_leaf_of_every_tree_is_proved_and_nothing_else_is() {
        for (long size = 1; size <= SIZE; size++) {
            for (long index = 0; index < size; index++) {
                InclusionProof proof = InclusionProof.make(HASHES, index, size);
                assertThat(proof.verify(HASHES.at(index), root(size))).isTrue();
                assertThat(proof.verify(HASHES.at((index + 1) % SIZE), root(size)))
                        .isFalse();
                assertThat(proof.verify(HASHES.at(index), root(size - 1))).isFalse();
                assertThat(damaged(proof).verify(HASHES.at(index), root(size))).isFalse();
            }
        }
    }

    private static InclusionProof damaged(InclusionProof proof) {
        List<Digest> longer = new ArrayList<>(proof.path());
        longer.add(FOIL);
        return new InclusionProof(proof.index(), proof.size(), longer);
    }

    @Test
    void a_proof_with_any_hash_changed_or_missing_fails() {
        InclusionProof proof = InclusionProof.make(HASHES, 21, 37);
        for (int i = 0; i < proof.path().size(); i++) {
            List<Digest> path = new ArrayList<>(proof.path());
            path.set(i, FOIL);
            assertThat(new InclusionProof(21, 37, path).verify(HASHES.at(21), root(37)))
                    .isFalse();
            path.remove(i);
            assertThat(new InclusionProof(21, 37, path).verify(HASHES.at(21), root(37)))
                    .isFalse();
        }
    }

    @Test
    void every_pair_of_trees_is_consistent_and_no_forged_pair_is() {
        for (long second = 0; second <= SIZE; second++) {
            for (long first = 0; first <= second; first++) {
                ConsistencyProof proof = ConsistencyProof.make(HASHES, first, second);
                assertThat(proof.verify(root(first), root(second))).isTrue();
                if (first > 0 && first != second) {
                    assertThat(proof.verify(root(first), root(second - 1))).isFalse();
                    assertThat(proof.verify(FOIL, root(second))).isFalse();
                }
                List<Digest> longer = new ArrayList<>(proof.path());
                longer.add(FOIL);
                assertThat(new ConsistencyProof(first, second, longer).verify(root(first), root(second)))
                        .isFalse();
            }
        }
    }

    @Test
    void a_rewritten_history_has_no_consistency_proof() {
        List<Digest> rewritten = new ArrayList<>(LEAVES);
        rewritten.set(3, FOIL);
        for (long second = 10; second <= SIZE; second++) {
            ConsistencyProof proof = ConsistencyProof.make(index -> rewritten.get((int) index), 10, second);
            Digest later = MerkleTree.root(rewritten.subList(0, (int) second));
            assertThat(proof.verify(root(10), later)).isFalse();
        }
    }

    @Test
    void impossible_proofs_cannot_be_made() {
        assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(3, 3, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(-1, 3, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(4, 3, List.of()));
        long most = 1L << InclusionProof.MAXIMUM_PATH;
        assertThat(new InclusionProof(0, most, Collections.nCopies(InclusionProof.MAXIMUM_PATH, FOIL)).path())
                .hasSize(62);
        assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(0, most + 1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> MerkleTree.root(HASHES, 3, 2));
        List<Digest> long65 = IntStream.range(0, 65).mapToObj(i -> FOIL).toList();
        assertThatIllegalArgumentException().isThrownBy(() -> new InclusionProof(0, 3, long65));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(1, 3, long65));
    }
}
