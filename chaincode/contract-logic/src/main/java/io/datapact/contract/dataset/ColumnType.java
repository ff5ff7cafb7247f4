package io.datapact.contract.dataset;

/** Type of a column. */
public enum ColumnType {
    /** Whole number within 64 bits, signed. */
    INTEGER,
    /** Decimal number with a fixed scale; held as the unscaled number within 64 bits, signed. */
    DECIMAL,
    /** Calendar date, ISO 8601. */
    DATE,
    BOOLEAN,
    /** UTF-8 text, taken as it is, at most 4,096 bytes. */
    TEXT
}
