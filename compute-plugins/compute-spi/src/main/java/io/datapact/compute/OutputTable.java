package io.datapact.compute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;

/**
 * A result as its recipient sees it.
 *
 * @param header column names, at least one, distinct
 * @param rows cells as text, as many as the header has; an empty cell where nothing is told
 */
public record OutputTable(List<String> header, List<List<String>> rows) {
    /** Checks that every row fits the header. */
    public OutputTable {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        if (header.isEmpty() || new HashSet<>(header).size() != header.size()) {
            throw new IllegalArgumentException(
                    "expected a header of distinct names, found " + header.size() + " names");
        }
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException(
                        "expected %d cells in each row, found %d".formatted(header.size(), row.size()));
            }
        }
    }

    /**
     * Writes the table as CSV (RFC 4180, but lines end in a line feed alone, so that equal tables are equal bytes).
     *
     * @throws UncheckedIOException if the target fails
     */
    public void writeCsv(Appendable target) {
        try {
            writeLine(target, header);
            for (List<String> row : rows) {
                writeLine(target, row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the result's file could not be written", e);
        }
    }

    /** The table as CSV text. */
    public String toCsv() {
        StringBuilder text = new StringBuilder();
        writeCsv(text);
        return text.toString();
    }

    private static void writeLine(Appendable target, List<String> cells) throws IOException {
        for (int cell = 0; cell < cells.size(); cell++) {
            if (cell > 0) {
                target.append(',');
            }
            target.append(quoted(cells.get(cell)));
        }
        target.append('\n');
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
