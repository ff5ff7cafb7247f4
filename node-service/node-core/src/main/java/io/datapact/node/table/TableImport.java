package io.datapact.node.table;

import io.datapact.contract.dataset.Column;
import io.datapact.contract.dataset.RowEncoding;
import io.datapact.contract.dataset.Schema;
import io.datapact.node.table.ImportOutcome.Imported;
import io.datapact.node.table.ImportOutcome.Refused;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a table's file: stages it within bounds, loads it into DuckDB, checks every value, identifier and missing value,
 * and hands the encoded rows out in the order of their keys. All rows or none.
 */
final class TableImport {
    /** Most problems told at once. */
    static final int MAXIMUM_PROBLEMS = 100;

    private final Schema schema;
    private final TableLimits limits;

    TableImport(Schema schema, TableLimits limits) {
        this.schema = schema;
        this.limits = limits;
    }

    /** Takes encoded rows in key order ({@link RowEncoding}); the list and its arrays are the taker's. */
    @FunctionalInterface
    interface RowSink {
        void take(List<byte[]> row) throws IOException;
    }

    /**
     * Imports a file.
     *
     * @param workspace an empty folder of the caller's, for staging and spilling
     * @return the number of rows, or what is wrong; the sink saw rows only if nothing is wrong
     */
    ImportOutcome<Long> run(Path file, Path workspace, RowSink sink) {
        try {
            TableFormat format = TableFormat.of(file);
            Path staged = file;
            if (format == TableFormat.CSV) {
                staged = workspace.resolve("staged.csv");
                List<TableProblem> miscounted = stage(file, staged);
                if (!miscounted.isEmpty()) {
                    return new Refused<>(miscounted);
                }
            }
            try (DuckTable table = DuckTable.load(staged, format, schema, limits, workspace)) {
                List<TableProblem> problems = problems(table, format);
                return problems.isEmpty() ? new Imported<>(emit(table, sink)) : new Refused<>(problems);
            }
        } catch (TableRefusedException e) {
            return new Refused<>(List.of(e.problem()));
        } catch (IllegalArgumentException e) {
            return new Refused<>(List.of(new TableProblem(0, "", "a .csv or .parquet file", "another name")));
        } catch (IOException e) {
            throw new TableStoreException("the table's file could not be read or staged", e);
        }
    }

    private List<TableProblem> stage(Path file, Path staged) throws IOException {
        if (!Files.exists(file)) {
            throw new TableRefusedException(new TableProblem(0, "", "an existing file", "none of that name"));
        }
        List<String> columns = schema.columns().stream().map(Column::name).toList();
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(staged))) {
            return new CsvStaging(columns, limits).copy(in, out);
        }
    }

    private List<TableProblem> problems(DuckTable table, TableFormat format) {
        if (format == TableFormat.CSV) {
            List<TableProblem> rejected = table.rejects(MAXIMUM_PROBLEMS);
            if (!rejected.isEmpty()) {
                return rejected;
            }
        }
        List<TableProblem> found = new ArrayList<>();
        table.inFileOrder((line, values, missing) -> {
            for (int i = 0; i < values.length && found.size() < MAXIMUM_PROBLEMS; i++) {
                check(line, schema.columns().get(i), values[i], missing[i]).ifPresent(found::add);
            }
        });
        return found.isEmpty() ? table.duplicateKeys() : found;
    }

    private static Optional<TableProblem> check(long line, Column column, String value, boolean missing) {
        if (missing) {
            return column.nullable()
                    ? Optional.empty()
                    : Optional.of(new TableProblem(line, column.name(), ValueGrammar.expected(column), "no value"));
        }
        return encode(column, value).isPresent()
                ? Optional.empty()
                : Optional.of(new TableProblem(
                        line,
                        column.name(),
                        ValueGrammar.expected(column),
                        "a value of " + value.length() + " characters that is none"));
    }

    private long emit(DuckTable table, RowSink sink) {
        long[] rows = {0};
        table.inKeyOrder((line, values, missing) -> {
            List<byte[]> row = new ArrayList<>(values.length);
            for (int i = 0; i < values.length; i++) {
                row.add(
                        missing[i]
                                ? RowEncoding.absent()
                                : encode(schema.columns().get(i), values[i]).orElseThrow());
            }
            rows[0]++;
            take(sink, row);
        });
        return rows[0];
    }

    private static void take(RowSink sink, List<byte[]> row) {
        try {
            sink.take(row);
        } catch (IOException e) {
            throw new TableStoreException("a snapshot's row could not be written", e);
        }
    }

    private static Optional<byte[]> encode(Column column, String text) {
        return switch (column.type()) {
            case TEXT -> ValueGrammar.text(text).map(RowEncoding::text);
            case INTEGER -> ValueGrammar.number(column, text).map(RowEncoding::integer);
            case DECIMAL ->
                ValueGrammar.number(column, text)
                        .map(number -> RowEncoding.decimal(number, Math.toIntExact(column.scale())));
            case DATE -> ValueGrammar.number(column, text).map(days -> RowEncoding.date(LocalDate.ofEpochDay(days)));
            case BOOLEAN -> ValueGrammar.number(column, text).map(number -> RowEncoding.bool(number == 1));
        };
    }
}
