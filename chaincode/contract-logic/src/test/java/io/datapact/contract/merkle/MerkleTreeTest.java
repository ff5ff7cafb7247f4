package io.datapact.contract.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Json;
import io.datapact.contract.id.Digest;
import io.datapact.contract.vectors.Vectors;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    private static final Json.JsonObject VECTORS = Vectors.read("merkle.json");

    private static final List<byte[]> LEAVES =
            Vectors.strings(VECTORS, "leaves").stream().map(Vectors::hex).toList();

    private static final List<Digest> ROOTS =
            Vectors.strings(VECTORS, "roots").stream().map(Digest::new).toList();

    private static final LeafHashes HASHES = index -> MerkleTree.leafHash(LEAVES.get((int) index));

    @Test
    void the_empty_tree_is_the_digest_of_nothing() {
        assertThat(MerkleTree.EMPTY_ROOT.value())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(MerkleTree.root(List.of())).isEqualTo(MerkleTree.EMPTY_ROOT);
    }

    @Test
    void roots_equal_those_of_certificate_transparency() {
        assertThat(ROOTS.get(1).value()).isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assertThat(ROOTS.get(8).value()).isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
        MerkleFrontier frontier = new MerkleFrontier();
        for (int n = 0; n <= LEAVES.size(); n++) {
            assertThat(frontier.root()).as("size %d", n).isEqualTo(ROOTS.get(n));
            assertThat(MerkleTree.root(HASHES, 0, n)).isEqualTo(ROOTS.get(n));
            assertThat(frontier.size()).isEqualTo(n);
            if (n < LEAVES.size()) {
                frontier.appendData(LEAVES.get(n));
            }
        }
    }

    @Test
    void inclusion_proofs_equal_the_recursive_definition() {
        for (Json json : Vectors.array(VECTORS, "inclusion")) {
            Json.JsonObject vector = (Json.JsonObject) json;
            long index = Vectors.number(vector, "index");
            long size = Vectors.number(vector, "size");
            InclusionProof proof = InclusionProof.make(HASHES, index, size);
            assertThat(proof.path()).isEqualTo(digests(vector));
            assertThat(proof.verify(HASHES.at(index), ROOTS.get((int) size))).isTrue();
        }
    }

    @Test
    void consistency_proofs_equal_the_recursive_definition() {
        for (Json json : Vectors.array(VECTORS, "consistency")) {
            Json.JsonObject vector = (Json.JsonObject) json;
            long first = Vectors.number(vector, "first");
            long second = Vectors.number(vector, "second");
            ConsistencyProof proof = ConsistencyProof.make(HASHES, first, second);
            assertThat(proof.path()).isEqualTo(digests(vector));
            assertThat(proof.verify(ROOTS.get((int) first), ROOTS.get((int) second)))
                    .isTrue();
        }
    }

    @Test
    void a_copied_frontier_grows_by_itself() {
        MerkleFrontier frontier = new MerkleFrontier();
        LEAVES.subList(0, 5).forEach(frontier::appendData);
        MerkleFrontier copy = frontier.copy();
        copy.appendData(LEAVES.get(5));
        assertThat(frontier.root()).isEqualTo(ROOTS.get(5));
        assertThat(copy.root()).isEqualTo(ROOTS.get(6));
    }

    private static List<Digest> digests(Json.JsonObject vector) {
        return Vectors.strings(vector, "path").stream().map(Digest::new).toList();
    }
}
