package io.datapact.contract.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datapact.contract.codec.Json;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.vectors.Vectors;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCommitmentTest {
    private final Json.JsonObject vectors = Vectors.read("table-commitment.json");

    private final List<Column> columns = List.of(
            new Column("id", ColumnType.TEXT, 0, 1, false),
            new Column("balance", ColumnType.INTEGER, 0, 1, false),
            new Column("rate", ColumnType.DECIMAL, 2, 1, false),
            new Column("born", ColumnType.DATE, 0, 1, true),
            new Column("active", ColumnType.BOOLEAN, 0, 1, false),
            new Column("note", ColumnType.TEXT, 0, 1, true));

    private final List<List<byte[]>> rows = List.of(
            row("a-1", -5, 12_345, RowEncoding.date(LocalDate.of(1999, 12, 31)), true, RowEncoding.text("")),
            row("a-2", 0, -1, RowEncoding.date(LocalDate.of(2024, 2, 29)), false, RowEncoding.absent()),
            row("b-1", Long.MAX_VALUE, 0, RowEncoding.absent(), true, RowEncoding.text("Zürich 北京")));

    private static List<byte[]> row(String id, long balance, long rate, byte[] born, boolean active, byte[] note) {
        return List.of(
                RowEncoding.text(id),
                RowEncoding.integer(balance),
                RowEncoding.decimal(rate, 2),
                born,
                RowEncoding.bool(active),
                note);
    }

    private static byte[] salt(int i) {
        byte[] salt = new byte[TableCommitment.SALT_BYTES];
        Arrays.fill(salt, (byte) (i + 1));
        return salt;
    }

    @Test
    void encodings_equal_the_vectors() {
        List<Json> encoded = Vectors.array(vectors, "encoded");
        for (int i = 0; i < rows.size(); i++) {
            List<String> expected = ((Json.JsonArray) encoded.get(i))
                    .values().stream().map(Vectors::string).toList();
            for (int j = 0; j < columns.size(); j++) {
                assertThat(rows.get(i).get(j)).isEqualTo(Vectors.hex(expected.get(j)));
                assertThat(RowEncoding.fits(columns.get(j), rows.get(i).get(j))).isTrue();
            }
        }
    }

    @Test
    void leaves_and_roots_equal_the_vectors() {
        List<String> leaves = Vectors.strings(vectors, "leaves");
        List<String> roots = Vectors.strings(vectors, "roots");
        TableCommitment commitment = new TableCommitment(columns);
        assertThat(commitment.root().value()).isEqualTo(roots.get(0));
        for (int i = 0; i < rows.size(); i++) {
            assertThat(commitment.add(salt(i), rows.get(i)).value()).isEqualTo(leaves.get(i));
            assertThat(commitment.root().value()).isEqualTo(roots.get(i + 1));
        }
        assertThat(commitment.size()).isEqualTo(3);
    }

    @Test
    void one_column_opens_without_the_others() {
        TableCommitment commitment = new TableCommitment(columns);
        List<byte[]> hashes = new ArrayList<>(commitment.fieldHashes(salt(0), rows.get(0)));
        byte[] key = TableCommitment.fieldKey(salt(0), "balance");
        hashes.set(1, TableCommitment.fieldHash("balance", key, RowEncoding.integer(-5)));
        Digest opened = MerkleTree.leafHash(TableCommitment.leafData(hashes));
        assertThat(opened).isEqualTo(commitment.add(salt(0), rows.get(0)));
        hashes.set(1, TableCommitment.fieldHash("balance", key, RowEncoding.integer(-6)));
        assertThat(MerkleTree.leafHash(TableCommitment.leafData(hashes))).isNotEqualTo(opened);
    }

    @Test
    void equal_rows_under_different_salts_share_no_field_hash() {
        TableCommitment commitment = new TableCommitment(columns);
        List<byte[]> first = commitment.fieldHashes(salt(0), rows.get(0));
        List<byte[]> second = commitment.fieldHashes(salt(1), rows.get(0));
        for (int i = 0; i < first.size(); i++) {
            assertThat(first.get(i)).isNotEqualTo(second.get(i));
        }
    }

    @Test
    void rows_sort_by_key_then_by_bytes_as_values_do() {
        Schema schema = new Schema(
                List.of(new Column("n", ColumnType.INTEGER, 0, 1, false), new Column("t", ColumnType.TEXT, 0, 1, true)),
                List.of("n"));
        List<List<byte[]>> sorted = List.of(
                List.of(RowEncoding.integer(Long.MIN_VALUE), RowEncoding.text("b")),
                List.of(RowEncoding.integer(-1), RowEncoding.text("b")),
                List.of(RowEncoding.integer(0), RowEncoding.absent()),
                List.of(RowEncoding.integer(0), RowEncoding.text("")),
                List.of(RowEncoding.integer(0), RowEncoding.text("a")),
                List.of(RowEncoding.integer(7), RowEncoding.text("a")));
        List<List<byte[]>> shuffled = new ArrayList<>(sorted);
        Collections.reverse(shuffled);
        shuffled.sort(RowEncoding.rowOrder(schema));
        assertThat(shuffled).isEqualTo(sorted);
    }

    @Test
    void values_that_do_not_fit_their_column_are_refused() {
        TableCommitment commitment = new TableCommitment(columns);
        List<byte[]> row = new ArrayList<>(rows.get(0));
        row.set(0, RowEncoding.absent());
        assertThatIllegalArgumentException().isThrownBy(() -> commitment.add(salt(0), row));
        row.set(0, RowEncoding.integer(1));
        assertThatIllegalArgumentException().isThrownBy(() -> commitment.add(salt(0), row));
        row.set(0, RowEncoding.text("a"));
        row.set(2, RowEncoding.decimal(1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> commitment.add(salt(0), row));
        assertThatIllegalArgumentException().isThrownBy(() -> commitment.add(salt(0), row.subList(0, 5)));
        assertThatIllegalArgumentException().isThrownBy(() -> commitment.add(new byte[31], rows.get(0)));
        assertThat(commitment.size()).isZero();
    }

    @Test
    void text_longer_than_its_bound_is_refused() {
        byte[] longest = "x".repeat(RowEncoding.MAXIMUM_TEXT_BYTES).getBytes(StandardCharsets.US_ASCII);
        assertThat(RowEncoding.fits(columns.get(0), RowEncoding.text(longest))).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RowEncoding.text("x".repeat(RowEncoding.MAXIMUM_TEXT_BYTES + 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> RowEncoding.date(LocalDate.of(10_000, 1, 1)));
    }

    @Test
    void a_row_has_all_columns_and_a_salt_all_bytes() {
        TableCommitment table = new TableCommitment(columns);
        List<byte[]> short5 = rows.get(0).subList(0, 5);
        assertThatIllegalArgumentException().isThrownBy(() -> table.fieldHashes(salt(0), short5));
        byte[] shortSalt = Arrays.copyOf(salt(0), TableCommitment.SALT_BYTES - 1);
        assertThatIllegalArgumentException().isThrownBy(() -> TableCommitment.fieldKey(shortSalt, "id"));
    }
}
