package io.datapact.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutputTableTest {
    @Test
    void writes_csv_with_quotes_only_where_needed() {
        OutputTable table = new OutputTable(
                List.of("segment", "count"),
                List.of(
                        List.of("a,b", "1"),
                        List.of("say \"x\"", ""),
                        List.of("two\nlines", "-3"),
                        List.of("plain", "4")));
        assertThat(table.toCsv())
                .isEqualTo("segment,count\n\"a,b\",1\n\"say \"\"x\"\"\",\n\"two\nlines\",-3\nplain,4\n");
    }

    @Test
    void refuses_rows_that_do_not_fit_the_header() {
        assertThatThrownBy(() -> new OutputTable(List.of("a", "b"), List.of(List.of("1"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OutputTable(List.of("a", "a"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OutputTable(List.of(), List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
