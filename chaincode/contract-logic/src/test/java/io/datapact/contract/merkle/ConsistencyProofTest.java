package io.datapact.contract.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datapact.contract.id.Digest;
import io.datapact.contract.testing.ConsortiumFixture;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsistencyProofTest {
    private static final long LARGEST = 1L << InclusionProof.MAXIMUM_PATH;
    private static final Digest ROOT = ConsortiumFixture.digest("root");

    @Test
    void sizes_ascend_from_nothing_to_the_largest_tree() {
        assertThat(new ConsistencyProof(0, 0, List.of()).first()).isZero();
        assertThat(new ConsistencyProof(LARGEST, LARGEST, List.of()).second()).isEqualTo(LARGEST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConsistencyProof(-1, 3, List.of()))
                .withMessage("expected two ascending tree sizes, found -1 and 3");
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(4, 3, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConsistencyProof(1, LARGEST + 1, List.of()));
    }

    @Test
    void a_path_is_as_long_as_the_longest_and_no_longer() {
        List<Digest> longest = Collections.nCopies(ConsistencyProof.MAXIMUM_PATH, ROOT);
        assertThat(new ConsistencyProof(1, 2, longest).path()).isEqualTo(longest);
        List<Digest> longer = Collections.nCopies(ConsistencyProof.MAXIMUM_PATH + 1, ROOT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConsistencyProof(1, 2, longer))
                .withMessageStartingWith("expected a path of at most " + ConsistencyProof.MAXIMUM_PATH);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 3", "3, 4", "3, 7", "4, 8", "5, 6"})
    void trees_of_two_sizes_are_never_consistent_without_a_path(long first, long second) {
        assertThat(new ConsistencyProof(first, second, List.of()).verify(ROOT, ROOT))
                .isFalse();
    }

    @Test
    void every_tree_extends_the_empty_one_and_itself_by_an_empty_path_alone() {
        assertThat(new ConsistencyProof(0, 5, List.of()).verify(MerkleTree.EMPTY_ROOT, ROOT))
                .isTrue();
        assertThat(new ConsistencyProof(0, 5, List.of()).verify(ROOT, ROOT)).isFalse();
        assertThat(new ConsistencyProof(0, 5, List.of(ROOT)).verify(MerkleTree.EMPTY_ROOT, ROOT))
                .isFalse();
        assertThat(new ConsistencyProof(5, 5, List.of()).verify(ROOT, ROOT)).isTrue();
        assertThat(new ConsistencyProof(5, 5, List.of()).verify(MerkleTree.EMPTY_ROOT, ROOT))
                .isFalse();
        assertThat(new ConsistencyProof(5, 5, List.of(ROOT)).verify(ROOT, ROOT)).isFalse();
    }
}
