package io.datapact.contract.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowEncodingTest {
    private static Column column(ColumnType type) {
        return new Column("c", type, type == ColumnType.DECIMAL ? 2 : 0, 1, false);
    }

    @Test
    void dates_are_of_the_years_0000_to_9999() {
        assertThat(RowEncoding.date(LocalDate.of(0, 1, 1))).endsWith("0000-01-01".getBytes(StandardCharsets.US_ASCII));
        assertThat(RowEncoding.date(LocalDate.of(9_999, 12, 31)))
                .endsWith("9999-12-31".getBytes(StandardCharsets.US_ASCII));
        assertThatIllegalArgumentException().isThrownBy(() -> RowEncoding.date(LocalDate.of(-1, 12, 31)));
        assertThatIllegalArgumentException().isThrownBy(() -> RowEncoding.date(LocalDate.of(10_000, 1, 1)));
    }

    @Test
    void only_a_value_of_the_columns_own_type_and_length_fits() {
        List<byte[]> values = List.of(
                RowEncoding.integer(1),
                RowEncoding.decimal(1, 2),
                RowEncoding.date(LocalDate.of(2026, 1, 1)),
                RowEncoding.bool(true),
                RowEncoding.text("0123456789"));
        List<ColumnType> types =
                List.of(ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.DATE, ColumnType.BOOLEAN, ColumnType.TEXT);
        for (int i = 0; i < types.size(); i++) {
            Column column = column(types.get(i));
            for (int j = 0; j < values.size(); j++) {
                assertThat(RowEncoding.fits(column, values.get(j)))
                        .as("%s in %s", types.get(j), types.get(i))
                        .isEqualTo(i == j);
            }
            byte[] value = values.get(i);
            byte[] longer = Arrays.copyOf(value, value.length + 1);
            assertThat(RowEncoding.fits(column, longer)).isEqualTo(types.get(i) == ColumnType.TEXT);
            assertThat(RowEncoding.fits(column, new byte[0])).isFalse();
        }
        assertThat(RowEncoding.fits(column(ColumnType.DECIMAL), RowEncoding.decimal(1, 3)))
                .isFalse();
    }

    @Test
    void a_truth_value_is_0_or_1() {
        byte[] truth = RowEncoding.bool(false);
        assertThat(RowEncoding.fits(column(ColumnType.BOOLEAN), truth)).isTrue();
        truth[1] = 2;
        assertThat(RowEncoding.fits(column(ColumnType.BOOLEAN), truth)).isFalse();
    }

    @Test
    void rows_sort_by_the_key_in_its_order_before_all_columns_in_theirs() {
        Column a = new Column("a", ColumnType.TEXT, 0, 1, false);
        Column b = new Column("b", ColumnType.TEXT, 0, 1, false);
        Column c = new Column("c", ColumnType.TEXT, 0, 1, false);
        Schema schema = new Schema(List.of(a, b, c), List.of("c", "b"));
        List<List<byte[]>> sorted =
                List.of(row("2", "1", "1"), row("1", "2", "1"), row("2", "2", "1"), row("1", "1", "2"));
        List<List<byte[]>> shuffled = new ArrayList<>(sorted);
        Collections.reverse(shuffled);
        shuffled.sort(RowEncoding.rowOrder(schema));
        assertThat(shuffled).isEqualTo(sorted);
        assertThat(RowEncoding.rowOrder(schema).compare(row("1", "1", "1"), row("1", "1", "1")))
                .isZero();
    }

    private static List<byte[]> row(String a, String b, String c) {
        return List.of(RowEncoding.text(a), RowEncoding.text(b), RowEncoding.text(c));
    }
}
