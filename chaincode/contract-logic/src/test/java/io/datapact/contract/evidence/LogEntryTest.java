package io.datapact.contract.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.state.Write;
import io.datapact.contract.vectors.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LogEntryTest {
    private static final LogEntry ENTRY = new LogEntry(
            7,
            1_790_000_000_000L,
            "tx-7",
            Bytes.of(new byte[] {1, 2, 3}),
            List.of(new Write("a/1", Optional.of("{\"x\":1}")), new Write("b/2", Optional.empty())));

    @Test
    void has_one_canonical_spelling() {
        assertThat(new String(ENTRY.encode(), StandardCharsets.UTF_8))
                .isEqualTo("{\"envelope\":\"AQID\",\"position\":7,\"time\":1790000000000,\"transactionId\":\"tx-7\","
                        + "\"writes\":[{\"key\":\"a/1\",\"value\":\"{\\\"x\\\":1}\"},{\"key\":\"b/2\"}]}");
        assertThat(LogEntry.parse(ENTRY.encode())).isEqualTo(new Parsed.Value<>(ENTRY));
        assertThat(ENTRY.leafHash()).isEqualTo(MerkleTree.leafHash(ENTRY.encode()));
    }

    @Test
    void garbage_and_impossible_entries_are_refused() {
        assertThat(LogEntry.parse(new byte[0])).isInstanceOf(Parsed.Malformed.class);
        assertThat(LogEntry.parse(new byte[LogEntry.MAXIMUM_BYTES + 1])).isInstanceOf(Parsed.Malformed.class);
        String negative = new String(ENTRY.encode(), StandardCharsets.UTF_8).replace(":7,", ":-7,");
        assertThat(LogEntry.parse(negative.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Parsed.Malformed.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LogEntry(-1, 0, "", Bytes.of(new byte[0]), List.of()));
    }

    @Test
    void the_state_digest_equals_the_vector_and_sees_every_byte() {
        Json.JsonObject vectors = Vectors.read("state-digest.json");
        SortedMap<String, byte[]> state = new TreeMap<>();
        ((Json.JsonObject) vectors.get("state").orElseThrow())
                .members()
                .forEach((key, value) -> state.put(key, Vectors.string(value).getBytes(StandardCharsets.UTF_8)));
        assertThat(StateDigest.of(state).value())
                .isEqualTo(Vectors.string(vectors.get("digest").orElseThrow()));
        state.put("a/1", "{\"x\":2}".getBytes(StandardCharsets.UTF_8));
        assertThat(StateDigest.of(state).value())
                .isNotEqualTo(Vectors.string(vectors.get("digest").orElseThrow()));
    }
}
