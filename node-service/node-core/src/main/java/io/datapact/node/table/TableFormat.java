package io.datapact.node.table;

import java.nio.file.Path;
import java.util.Locale;

/** Form of a table's file. */
public enum TableFormat {
    /** RFC 4180 in UTF-8 with a header; an unquoted empty field is a missing value, a quoted one an empty text. */
    CSV,
    /** Apache Parquet. */
    PARQUET;

    /**
     * The format that a file's name says.
     *
     * @throws IllegalArgumentException if it ends in neither {@code .csv} nor {@code .parquet}
     */
    public static TableFormat of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return CSV;
        }
        if (name.endsWith(".parquet")) {
            return PARQUET;
        }
        throw new IllegalArgumentException(
                "expected a file that ends in .csv or .parquet, found another; rename it or convert it");
    }
}
