package io.datapact.compute.plaintext;

import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.TableSource;
import io.datapact.compute.table.ColumnBatch;
import io.datapact.compute.table.ColumnBuilder;
import io.datapact.compute.table.TableScan;
import io.datapact.contract.dataset.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole table as text cells; small tables only.
 *
 * @param names of the columns
 * @param rows cells by column; empty where a value is missing
 */
record PlainTable(List<String> names, List<List<Optional<String>>> rows) {
    static final int MOST_ROWS = 1_000_000;

    PlainTable {
        names = List.copyOf(names);
        rows = List.copyOf(rows);
    }

    static PlainTable read(TableSource source) {
        if (source.rowCount() > MOST_ROWS) {
            throw RunFailedException.of(
                    RunFailure.LIMIT, "expected at most 1,000,000 rows in the clear, found " + source.rowCount());
        }
        List<List<Optional<String>>> rows = new ArrayList<>();
        try (TableScan scan = source.scan()) {
            for (Optional<ColumnBatch> batch = scan.next(); batch.isPresent(); batch = scan.next()) {
                addRows(source.columns(), batch.get(), rows);
            }
        }
        return new PlainTable(source.columns().stream().map(Column::name).toList(), rows);
    }

    private static void addRows(List<Column> columns, ColumnBatch batch, List<List<Optional<String>>> rows) {
        for (int row = 0; row < batch.rows(); row++) {
            List<Optional<String>> cells = new ArrayList<>(columns.size());
            for (int column = 0; column < columns.size(); column++) {
                cells.add(
                        ColumnBuilder.text(columns.get(column), batch.columns().get(column), row));
            }
            rows.add(List.copyOf(cells));
        }
    }

    int indexOf(String column) {
        int index = names.indexOf(column);
        if (index < 0) {
            throw RunFailedException.of(RunFailure.INPUT_REFUSED, "expected a column " + column + ", found none");
        }
        return index;
    }

    /** Rows by their key; a missing or repeated key is refused. */
    Map<String, List<Optional<String>>> byKey(String key) {
        int index = indexOf(key);
        Map<String, List<Optional<String>>> found = new HashMap<>();
        for (List<Optional<String>> row : rows) {
            String value = row.get(index)
                    .orElseThrow(() -> RunFailedException.of(
                            RunFailure.INPUT_REFUSED, "expected a key in each row, found a row without"));
            if (found.putIfAbsent(value, row) != null) {
                throw RunFailedException.of(
                        RunFailure.INPUT_REFUSED,
                        "expected distinct keys in column " + key + ", found one twice; remove the duplicates");
            }
        }
        return found;
    }
}
