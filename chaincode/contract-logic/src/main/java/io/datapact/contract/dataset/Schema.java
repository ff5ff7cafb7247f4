package io.datapact.contract.dataset;

import io.datapact.contract.member.Bounds;
import java.util.List;
import java.util.Optional;

/**
 * The columns of a table.
 *
 * @param columns in their declared order, names distinct
 * @param key     names of the columns by which rows are identified and sorted; not nullable
 */
public record Schema(List<Column> columns, List<String> key) {
    /** Most columns of a table. */
    public static final int MAXIMUM_COLUMNS = 256;

    public Schema {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        Bounds.require("columns", columns.size(), 1, MAXIMUM_COLUMNS);
        Bounds.require("key columns", key.size(), 1, columns.size());
        requireDistinct(columns);
        for (String name : key) {
            Column column = find(columns, name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "expected each key column among the columns, found " + name + " that is not"));
            if (column.nullable()) {
                throw new IllegalArgumentException("expected key columns that are not nullable, found " + name);
            }
        }
    }

    /** The column of a name. */
    public Optional<Column> column(String name) {
        return find(columns, name);
    }

    private static Optional<Column> find(List<Column> columns, String name) {
        return columns.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    private static void requireDistinct(List<Column> columns) {
        long distinct = columns.stream().map(Column::name).distinct().count();
        if (distinct != columns.size()) {
            throw new IllegalArgumentException("expected distinct column names, found a name twice");
        }
    }
}
