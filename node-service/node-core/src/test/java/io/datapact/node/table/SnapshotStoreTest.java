package io.datapact.node.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.datapact.compute.table.ColumnBatch;
import io.datapact.compute.table.ColumnBuilder;
import io.datapact.compute.table.TableScan;
import io.datapact.contract.dataset.Column;
import io.datapact.contract.dataset.ColumnType;
import io.datapact.contract.dataset.Schema;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.node.table.ImportOutcome.Imported;
import io.datapact.node.table.ImportOutcome.Refused;
import io.datapact.node.table.Snapshot.ProjectedTable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotStoreTest {
    private static final DatasetId LOANS = new DatasetId("bank-a/loans");
    private static final Schema SCHEMA = new Schema(
            List.of(
                    new Column("id", ColumnType.TEXT, 0, 3, false),
                    new Column("amount", ColumnType.DECIMAL, 2, 3, false),
                    new Column("opened", ColumnType.DATE, 0, 2, true),
                    new Column("active", ColumnType.BOOLEAN, 0, 1, true),
                    new Column("terms", ColumnType.INTEGER, 0, 1, true)),
            List.of("id"));
    private static final RunId RUN = new RunId(new TaskId("bank-a/t-1"), 1);

    @TempDir
    Path folder;

    private SnapshotStore store;

    @BeforeEach
    void open() {
        store = new SnapshotStore(
                folder.resolve("snapshots"), new TableLimits(1 << 20, 200, 256L << 20, 2), new SecureRandom());
    }

    @Test
    void gives_rows_back_in_key_order_with_missing_values_kept_apart_from_empty_text() throws IOException {
        Snapshot snapshot = imported("b,10.50,2026-01-31,true,7\na,-3,,,\n\"c,\"\"x\"\"\",0.01,2025-12-01,false,-9\n");

        assertThat(snapshot.rows()).isEqualTo(3);
        assertThat(rows(snapshot.project(names(), RUN)))
                .containsExactly("a|-3.00|-|-|-", "b|10.50|2026-01-31|true|7", "c,\"x\"|0.01|2025-12-01|false|-9");
    }

    @Test
    void quoted_empty_text_is_a_value_and_unquoted_is_none() throws IOException {
        Schema texts = new Schema(
                List.of(
                        new Column("id", ColumnType.INTEGER, 0, 1, false),
                        new Column("note", ColumnType.TEXT, 0, 1, true)),
                List.of("id"));
        Path file = Files.writeString(folder.resolve("n.csv"), "id,note\n10,\"\"\n9,\n");

        Snapshot snapshot = imported(store.importVersion(LOANS, 1, texts, file));

        assertThat(rows(snapshot.project(List.of("id", "note"), RUN))).containsExactly("9|-", "10|");
    }

    @Test
    void root_is_recomputed_from_disk_and_any_changed_byte_changes_it() throws IOException {
        Snapshot snapshot = imported("a,1,,,\nb,2,,,\n");
        assertThat(snapshot.recomputeRoot()).isEqualTo(snapshot.root());

        Path rows = folder.resolve("snapshots/bank-a/loans/000001/rows.bin");
        try (RandomAccessFile file = new RandomAccessFile(rows.toFile(), "rw")) {
            file.seek(file.length() - 14);
            int b = file.read();
            file.seek(file.length() - 14);
            file.write(b ^ 1);
        }

        assertThat(recomputedOrUnreadable(snapshot)).isNotEqualTo(Optional.of(snapshot.root()));
    }

    @Test
    void projection_hands_out_what_it_committed_to_and_gives_the_same_root_after_reopening() throws IOException {
        Snapshot snapshot = imported("a,1,,,\nb,2,,,\n");
        ProjectedTable first = snapshot.project(List.of("id", "amount"), RUN);
        ProjectedTable otherRun = snapshot.project(List.of("id", "amount"), new RunId(RUN.task(), 2));

        assertThat(first.source().handedOut()).isEmpty();
        assertThat(rows(first)).containsExactly("a|1.00", "b|2.00");

        assertThat(first.source().handedOut()).contains(first.root());
        assertThat(store.open(LOANS, 1)
                        .orElseThrow()
                        .project(List.of("id", "amount"), RUN)
                        .root())
                .isEqualTo(first.root());
        assertThat(otherRun.root()).isNotEqualTo(first.root());
        assertThat(otherRun.saltCommitment()).isNotEqualTo(first.saltCommitment());
    }

    @Test
    void two_imports_of_one_file_have_different_roots_since_salts_are_fresh() throws IOException {
        Path file = csv("a,1,,,\n");
        Digest first = imported(store.importVersion(LOANS, 1, SCHEMA, file)).root();
        Digest second = imported(store.importVersion(LOANS, 2, SCHEMA, file)).root();

        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void bad_values_are_told_with_their_lines_and_nothing_is_left_behind() throws IOException {
        List<TableProblem> problems =
                refused("a,1.239,,,\nb,x,,,\nc,,,,\nd,1,2026-02-30,,\ne,1,,maybe,\nf,1,,,99999999999999999999\n");

        assertThat(problems)
                .extracting(TableProblem::line, TableProblem::column)
                .containsExactly(
                        tuple(2L, "amount"),
                        tuple(3L, "amount"),
                        tuple(4L, "amount"),
                        tuple(5L, "opened"),
                        tuple(6L, "active"),
                        tuple(7L, "terms"));
        assertThat(problems.get(1).sentence())
                .isEqualTo("line 3, column amount: expected a decimal number with at most 2 digits after the point, "
                        + "found a value of 1 characters that is none");
        assertThat(store.open(LOANS, 1)).isEmpty();
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void lines_with_missing_or_extra_fields_are_refused_with_their_numbers() throws IOException {
        assertThat(refused("a,1,,,\nb,1\nc,1,,,,,\n"))
                .extracting(TableProblem::line)
                .containsExactly(3L, 4L);
    }

    @Test
    void duplicate_identifiers_are_refused_with_both_lines() throws IOException {
        TableProblem problem = refused("a,1,,,\nb,1,,,\na,2,,,\n").get(0);

        assertThat(problem.line()).isEqualTo(4);
        assertThat(problem.found()).isEqualTo("the one of line 2");
    }

    @Test
    void wrong_header_is_refused_with_the_one_expected() throws IOException {
        Path file = Files.writeString(folder.resolve("h.csv"), "id,amount,opened,active\na,1,,\n");

        assertThat(refused(store.importVersion(LOANS, 1, SCHEMA, file)).get(0).sentence())
                .isEqualTo("line 1: expected the header id,amount,opened,active,terms, found another one of 4 columns");
    }

    @Test
    void broken_quotes_blank_lines_and_nul_are_refused() throws IOException {
        assertThat(refused("\"a,1,,,\nb,1,,,\n").get(0).line()).isEqualTo(2);
        assertThat(refused("a,1,,,\n\nb,1,,,\n").get(0).line()).isEqualTo(3);
        assertThat(refused("a\0,1,,,\n").get(0).found()).isEqualTo("a NUL character");
    }

    @Test
    void an_endless_line_through_a_pipe_is_left_after_the_bound() throws IOException, InterruptedException {
        Path pipe = folder.resolve("endless.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process writer = new ProcessBuilder("sh", "-c", "cat /dev/zero | tr '\\0' 'x' > '" + pipe + "'").start();
        try {
            List<TableProblem> problems = refused(store.importVersion(LOANS, 1, SCHEMA, pipe));

            assertThat(problems.get(0).sentence())
                    .isEqualTo("line 1: expected lines of at most 200 bytes, found a longer one");
        } finally {
            writer.descendants().forEach(ProcessHandle::destroyForcibly);
            writer.destroyForcibly();
        }
    }

    @Test
    void a_file_over_the_bound_is_refused() throws IOException {
        assertThat(refused("a,1,,,\n".repeat(200_000)).get(0).expected()).startsWith("a file of at most");
    }

    @Test
    void parquet_gives_the_same_rows_as_csv() throws IOException, SQLException {
        Path parquet = folder.resolve("loans.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute(
                    "COPY (SELECT 'b' AS id, CAST(10.5 AS DECIMAL(9,2)) AS amount, DATE '2026-01-31' AS opened,"
                            + " true AS active, 7 AS terms UNION ALL SELECT 'a', -3, NULL, NULL, NULL) TO '" + parquet
                            + "' (FORMAT parquet)");
        }

        Snapshot snapshot = imported(store.importVersion(LOANS, 1, SCHEMA, parquet));

        assertThat(rows(snapshot.project(names(), RUN))).containsExactly("a|-3.00|-|-|-", "b|10.50|2026-01-31|true|7");
    }

    @Test
    void garbage_named_parquet_and_unknown_endings_are_refused() throws IOException {
        Path garbage = Files.writeString(folder.resolve("g.parquet"), "not parquet at all");
        Path other = Files.writeString(folder.resolve("g.xls"), "x");

        assertThat(refused(store.importVersion(LOANS, 1, SCHEMA, garbage))).hasSize(1);
        assertThat(refused(store.importVersion(LOANS, 1, SCHEMA, other)).get(0).expected())
                .isEqualTo("a .csv or .parquet file");
        assertThat(refused(store.importVersion(LOANS, 1, SCHEMA, folder.resolve("none.csv"))))
                .hasSize(1);
    }

    @Test
    void a_version_is_imported_once() throws IOException {
        imported("a,1,,,\n");

        assertThat(refused("a,1,,,\n").get(0).expected()).isEqualTo("a version without a snapshot yet");
    }

    @Test
    void the_band_of_rows_hides_the_number() throws IOException {
        assertThat(imported("a,1,,,\nb,1,,,\n").rowsBand()).isEqualTo("1-999");
    }

    private Path csv(String rows) throws IOException {
        return Files.writeString(folder.resolve("loans.csv"), "id,amount,opened,active,terms\n" + rows);
    }

    private Snapshot imported(String rows) throws IOException {
        return imported(store.importVersion(LOANS, 1, SCHEMA, csv(rows)));
    }

    private static Snapshot imported(ImportOutcome<Snapshot> outcome) {
        assertThat(outcome).isInstanceOf(Imported.class);
        return ((Imported<Snapshot>) outcome).table();
    }

    private List<TableProblem> refused(String rows) throws IOException {
        return refused(store.importVersion(LOANS, 1, SCHEMA, csv(rows)));
    }

    private static List<TableProblem> refused(ImportOutcome<Snapshot> outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused<Snapshot>) outcome).problems();
    }

    private static Optional<Digest> recomputedOrUnreadable(Snapshot snapshot) {
        try {
            return Optional.of(snapshot.recomputeRoot());
        } catch (TableStoreException e) {
            return Optional.empty();
        }
    }

    private static List<String> names() {
        return SCHEMA.columns().stream().map(Column::name).toList();
    }

    private static List<String> rows(ProjectedTable table) {
        List<String> rows = new ArrayList<>();
        List<Column> columns = table.source().columns();
        try (TableScan scan = table.source().scan()) {
            Optional<ColumnBatch> batch = scan.next();
            while (batch.isPresent()) {
                for (int row = 0; row < batch.get().rows(); row++) {
                    List<String> cells = new ArrayList<>();
                    for (int i = 0; i < columns.size(); i++) {
                        cells.add(ColumnBuilder.text(
                                        columns.get(i), batch.get().columns().get(i), row)
                                .orElse("-"));
                    }
                    rows.add(String.join("|", cells));
                }
                batch = scan.next();
            }
        }
        return rows;
    }

    private List<Path> leftBehind() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("snapshots"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
