package io.datapact.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.ConsistencyProof;
import io.datapact.contract.merkle.InclusionProof;
import io.datapact.contract.merkle.MerkleTree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against the plain definitions in contract-logic, which bear the published vectors of RFC 6962. */
class MerkleLogTest {
    private static final int SIZES = 70;

    private final MerkleLog log = new MerkleLog();
    private final List<Digest> leaves = new ArrayList<>();

    @Test
    void gives_the_roots_and_proofs_of_every_size() {
        assertThat(log.root(0)).isEqualTo(MerkleTree.EMPTY_ROOT);
        for (int size = 1; size <= SIZES; size++) {
            append(size);
            assertThat(log.root(size)).isEqualTo(MerkleTree.root(leaves));
        }
        for (int size = 1; size <= SIZES; size++) {
            Digest root = MerkleTree.root(leaves.subList(0, size));
            for (int i = 0; i < size; i++) {
                InclusionProof proof = log.inclusion(i, size);
                assertThat(proof).isEqualTo(InclusionProof.make(index -> leaves.get((int) index), i, size));
                assertThat(proof.verify(leaves.get(i), root)).isTrue();
            }
            for (int first = 0; first <= size; first++) {
                ConsistencyProof proof = log.consistency(first, size);
                assertThat(proof).isEqualTo(ConsistencyProof.make(index -> leaves.get((int) index), first, size));
                assertThat(proof.verify(MerkleTree.root(leaves.subList(0, first)), root))
                        .isTrue();
            }
        }
    }

    @Test
    void goes_on_beyond_a_piece_of_hashes() {
        int size = 2 * Hashes.PIECE + 3;
        for (int i = 0; i < size; i++) {
            append(i);
        }
        MerkleLog read = new MerkleLog();
        read.appendAll(log.leaves(0, size));
        for (int to : new int[] {Hashes.PIECE - 1, Hashes.PIECE, Hashes.PIECE + 1, 2 * Hashes.PIECE + 1, size}) {
            Digest root = MerkleTree.root(leaves.subList(0, to));
            assertThat(log.root(to)).isEqualTo(root);
            assertThat(read.root(to)).isEqualTo(root);
            assertThat(log.inclusion(to - 1, to).verify(leaves.get(to - 1), root))
                    .isTrue();
            assertThat(log.leaf(to - 1)).isEqualTo(leaves.get(to - 1));
        }
        assertThat(log.leaves(Hashes.PIECE - 2, Hashes.PIECE + 2))
                .startsWith(leaves.get(Hashes.PIECE - 2).toBytes())
                .endsWith(leaves.get(Hashes.PIECE + 1).toBytes());
    }

    @Test
    void refuses_sizes_beyond_the_last_entry() {
        append(1);
        assertThatIllegalArgumentException().isThrownBy(() -> log.root(2)).withMessageContaining("at most 1");
        assertThatIllegalArgumentException().isThrownBy(() -> log.inclusion(0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> log.inclusion(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> log.consistency(1, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> log.leaf(1));
    }

    private void append(int number) {
        Digest leaf = MerkleTree.leafHash(new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16)});
        leaves.add(leaf);
        log.append(leaf);
    }
}
