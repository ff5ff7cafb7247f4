package io.datapact.contract.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Json;
import io.datapact.contract.id.Digest;
import io.datapact.contract.vectors.Vectors;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    private final Json.JsonObject vectors = Vectors.read("merkle.json");

    private final List<byte[]> leaves =
            Vectors.strings(vectors, "leaves").stream().map(Vectors::hex).toList();

    private final List<Digest> roots =
            Vectors.strings(vectors, "roots").stream().map(Digest::new).toList();

    private final LeafHashes hashes = index -> MerkleTree.leafHash(leaves.get((int) index));

    @Test
    void the_empty_tree_is_the_digest_of_nothing() {
        assertThat(MerkleTree.EMPTY_ROOT.value())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(MerkleTree.root(List.of())).isEqualTo(MerkleTree.EMPTY_ROOT);
    }

    @Test
    void roots_equal_those_of_certificate_transparency() {
        assertThat(roots.get(1).value()).isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assertThat(roots.get(8).value()).isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
        MerkleFrontier frontier = new MerkleFrontier();
        for (int n = 0; n <= leaves.size(); n++) {
            assertThat(frontier.root()).as("size %d", n).isEqualTo(roots.get(n));
            assertThat(MerkleTree.root(hashes, 0, n)).isEqualTo(roots.get(n));
            assertThat(frontier.size()).isEqualTo(n);
            if (n < leaves.size()) {
                frontier.appendData(leaves.get(n));
            }
        }
    }

    @Test
    void inclusion_proofs_equal_the_recursive_definition() {
        for (Json json : Vectors.array(vectors, "inclusion")) {
            Json.JsonObject vector = (Json.JsonObject) json;
            long index = Vectors.number(vector, "index");
            long size = Vectors.number(vector, "size");
            InclusionProof proof = InclusionProof.make(hashes, index, size);
            assertThat(proof.path()).isEqualTo(digests(vector));
            assertThat(proof.verify(hashes.at(index), roots.get((int) size))).isTrue();
        }
    }

    @Test
    void consistency_proofs_equal_the_recursive_definition() {
        for (Json json : Vectors.array(vectors, "consistency")) {
            Json.JsonObject vector = (Json.JsonObject) json;
            long first = Vectors.number(vector, "first");
            long second = Vectors.number(vector, "second");
            ConsistencyProof proof = ConsistencyProof.make(hashes, first, second);
            assertThat(proof.path()).isEqualTo(digests(vector));
            assertThat(proof.verify(roots.get((int) first), roots.get((int) second)))
                    .isTrue();
        }
    }

    @Test
    void a_copied_frontier_grows_by_itself() {
        MerkleFrontier frontier = new MerkleFrontier();
        leaves.subList(0, 5).forEach(frontier::appendData);
        MerkleFrontier copy = frontier.copy();
        copy.appendData(leaves.get(5));
        assertThat(frontier.root()).isEqualTo(roots.get(5));
        assertThat(copy.root()).isEqualTo(roots.get(6));
    }

    private static List<Digest> digests(Json.JsonObject vector) {
        return Vectors.strings(vector, "path").stream().map(Digest::new).toList();
    }
}
