package io.datapact.compute.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.memory.MemoryTable;
import io.datapact.contract.dataset.Column;
import io.datapact.contract.dataset.ColumnType;
import io.datapact.contract.id.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("id", ColumnType.TEXT, 0, 3, false),
            new Column("amount", ColumnType.DECIMAL, 2, 3, true),
            new Column("since", ColumnType.DATE, 0, 3, true),
            new Column("defaulted", ColumnType.BOOLEAN, 0, 3, true));

    @Test
    void values_are_held_as_their_type_says() {
        MemoryTable table = MemoryTable.of(COLUMNS)
                .row("kä", "-12.5", "1970-01-02", "true")
                .row("", MemoryTable.MISSING, MemoryTable.MISSING, MemoryTable.MISSING)
                .build();
        ColumnBatch batch = table.scan().next().orElseThrow();
        assertThat(table.rowCount()).isEqualTo(2);
        assertThat(batch.texts(0).text(0)).isEqualTo("kä");
        assertThat(batch.texts(0).value(1)).isEmpty();
        assertThat(batch.longs(1).values()).containsExactly(-1250, 0);
        assertThat(batch.longs(2).values()).containsExactly(1, 0);
        assertThat(batch.longs(3).values()).containsExactly(1, 0);
        assertThat(batch.longs(3).nulls().isNull(1)).isTrue();
        assertThat(ColumnBuilder.text(COLUMNS.get(1), batch.columns().get(1), 0))
                .hasValue("-12.50");
        assertThat(ColumnBuilder.text(COLUMNS.get(2), batch.columns().get(2), 0))
                .hasValue("1970-01-02");
        assertThat(ColumnBuilder.text(COLUMNS.get(2), batch.columns().get(2), 1))
                .isEmpty();
    }

    @Test
    void refuses_a_cell_of_another_type_without_repeating_it() {
        for (String[] row : new String[][] {
            {"a", "1.234", "2020-01-01", "true"},
            {"a", "secret", "2020-01-01", "true"},
            {"a", "1", "2020-13-01", "true"},
            {"a", "1", "2020-01-01", "TRUE"},
            {"a", "99999999999999999999", "2020-01-01", "true"},
        }) {
            assertThatThrownBy(() -> MemoryTable.of(COLUMNS).row(row))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("row 1")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void the_digest_of_rows_does_not_depend_on_their_batches() {
        assertThat(digestOf(batch("a", 1), batch("b", 2))).isEqualTo(digestOf(batch(List.of("a", "b"), 1, 2)));
        assertThat(digestOf(batch("a", 1), batch("b", 2))).isNotEqualTo(digestOf(batch("a", 2), batch("b", 1)));
        assertThat(digestOf(batch(List.of("ab", ""), 1, 2))).isNotEqualTo(digestOf(batch(List.of("a", "b"), 1, 2)));
    }

    @Test
    void a_missing_value_differs_from_nothing_and_from_zero() {
        BitSet second = new BitSet();
        second.set(1);
        List<Column> columns = COLUMNS.subList(1, 2);
        Digest missing = digestOf(columns, new LongVector(new long[] {1, 0}, NullMask.of(second)));
        assertThat(missing).isNotEqualTo(digestOf(columns, new LongVector(new long[] {1, 0}, NullMask.NONE)));
        assertThat(missing).isNotEqualTo(digestOf(columns, new LongVector(new long[] {1}, NullMask.NONE)));
    }

    @Test
    void the_digest_is_the_one_documented() {
        MessageDigest column = Digest.sha256();
        column.update((byte) 1);
        column.update(ByteBuffer.allocate(8).putLong(-7).array());
        MessageDigest whole = Digest.sha256();
        whole.update("datapact/handed-out/1\0".getBytes(StandardCharsets.US_ASCII));
        whole.update(new byte[] {0, 0, 0, 1, 0, 0, 0, 6});
        whole.update("amount".getBytes(StandardCharsets.US_ASCII));
        whole.update(new byte[] {0, 0, 0, 7});
        whole.update("DECIMAL".getBytes(StandardCharsets.US_ASCII));
        whole.update(new byte[] {0, 0, 0, 2});
        whole.update(column.digest());
        whole.update(ByteBuffer.allocate(8).putLong(1).array());
        assertThat(digestOf(COLUMNS.subList(1, 2), new LongVector(new long[] {-7}, NullMask.NONE)))
                .isEqualTo(Digest.wrap(whole.digest()));
    }

    @Test
    void long_texts_and_many_rows_are_hashed_whole() {
        String longText = "x".repeat(100_000);
        Digest one = digestOf(batch(List.of(longText, "b"), 1, 2));
        assertThat(digestOf(batch(longText, 1), batch("b", 2))).isEqualTo(one);
        assertThat(digestOf(batch(List.of(longText + "x", "b"), 1, 2))).isNotEqualTo(one);
    }

    @Test
    void a_table_tells_its_digest_only_after_a_scan_to_the_end() {
        MemoryTable table = MemoryTable.of(COLUMNS.subList(0, 1)).row("a").build();
        assertThat(table.handedOut()).isEmpty();
        TableScan scan = table.scan();
        scan.next();
        assertThat(table.handedOut()).isEmpty();
        assertThat(scan.next()).isEmpty();
        Digest first = table.handedOut().orElseThrow();
        drain(table.scan());
        assertThat(table.handedOut()).hasValue(first);
    }

    @Test
    void a_scan_that_gives_other_rows_than_the_first_is_refused() {
        ScanDigest watch = new ScanDigest(COLUMNS.subList(1, 2));
        drain(watch.watch(scanOf(1)));
        assertThatThrownBy(() -> drain(watch.watch(scanOf(2))))
                .isInstanceOfSatisfying(
                        RunFailedException.class,
                        failed -> assertThat(failed.failure()).isEqualTo(RunFailure.INPUT_REFUSED));
    }

    @Test
    void refuses_vectors_that_do_not_fit() {
        BitSet third = new BitSet();
        third.set(2);
        assertThatThrownBy(() -> new LongVector(new long[2], NullMask.of(third)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TextVector(new byte[2], new int[] {0, 2, 1, 2}, NullMask.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TextVector(new byte[2], new int[] {0, 1}, NullMask.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ColumnBatch(3, List.of(new LongVector(new long[2], NullMask.NONE))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static TableScan scanOf(long value) {
        ColumnBatch batch = new ColumnBatch(1, List.of(new LongVector(new long[] {value}, NullMask.NONE)));
        return new MemoryTable(COLUMNS.subList(1, 2), List.of(batch)).scan();
    }

    private static void drain(TableScan scan) {
        for (Optional<ColumnBatch> batch = scan.next(); batch.isPresent(); batch = scan.next()) {
            assertThat(batch.get().rows()).isPositive();
        }
        scan.close();
    }

    private static Digest digestOf(ColumnBatch... batches) {
        HandedOutDigest digest = new HandedOutDigest(COLUMNS.subList(0, 2));
        for (ColumnBatch batch : batches) {
            digest.add(batch);
        }
        return digest.finish();
    }

    private static Digest digestOf(List<Column> columns, LongVector vector) {
        HandedOutDigest digest = new HandedOutDigest(columns);
        digest.add(new ColumnBatch(vector.rows(), List.of(vector)));
        return digest.finish();
    }

    private static ColumnBatch batch(String text, long number) {
        return batch(List.of(text), number);
    }

    private static ColumnBatch batch(List<String> texts, long... numbers) {
        return new ColumnBatch(numbers.length, List.of(TextVector.of(texts), new LongVector(numbers, NullMask.NONE)));
    }
}
