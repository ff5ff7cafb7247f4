package io.datapact.node.table;

/**
 * Something wrong in a table's file; never holds the value itself.
 *
 * @param line     line in a CSV file, counted from 1 with the header; row in a Parquet file, counted from 1; 0 where the
 *                 whole file is meant
 * @param column   the column, or empty where the whole line is meant
 * @param expected what should stand there
 * @param found    what does, in kind
 */
public record TableProblem(long line, String column, String expected, String found) {
    /** The problem as a sentence. */
    public String sentence() {
        String where = line == 0 ? "file" : "line " + line;
        String which = column.isEmpty() ? "" : ", column " + column;
        return where + which + ": expected " + expected + ", found " + found;
    }
}
