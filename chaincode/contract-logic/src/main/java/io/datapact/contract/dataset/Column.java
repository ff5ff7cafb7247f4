package io.datapact.contract.dataset;

import io.datapact.contract.member.Bounds;

/**
 * A column.
 *
 * @param name        1 to 64 of {@code a-z 0-9 _}, beginning with a letter
 * @param scale       digits after the decimal point, 0 to 9; 0 unless {@code type} is DECIMAL
 * @param sensitivity grade of the data, 1 (public) to 5 (most sensitive), as JR/T 0197-2020 counts
 * @param nullable    whether a value may be missing
 */
public record Column(String name, ColumnType type, long scale, long sensitivity, boolean nullable) {
    public Column {
        if (!name.matches("[a-z][a-z0-9_]{0,63}")) {
            throw new IllegalArgumentException("expected a column name of 1 to 64 of a-z, 0-9 and _, beginning with a "
                    + "letter; found " + name.length() + " characters of another form");
        }
        Bounds.require("scale", scale, 0, type == ColumnType.DECIMAL ? 9 : 0);
        Bounds.require("sensitivity", sensitivity, 1, 5);
    }
}
