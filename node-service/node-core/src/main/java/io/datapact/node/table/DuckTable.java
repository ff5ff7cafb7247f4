package io.datapact.node.table;

import io.datapact.contract.dataset.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A table's file loaded into a DuckDB of its own, every value as text with the line it stands in. After the load the
 * database is closed to the outside and its configuration locked.
 */
final class DuckTable implements AutoCloseable {
    private static final String RAW = "raw";
    private static final int KEYS_SHOWN = 20;

    private final Connection connection;
    private final Schema schema;
    private final Path folder;

    private DuckTable(Connection connection, Schema schema, Path folder) {
        this.connection = connection;
        this.schema = schema;
        this.folder = folder;
    }

    /** A row as text. */
    interface RowVisitor {
        /**
         * Takes a row; {@code values} holds one text a column, in schema order, and is reused.
         *
         * @param missing which values are missing
         */
        void visit(long line, String[] values, boolean[] missing);
    }

    /** Loads a file; {@code folder} is the caller's, empty, and used for spilling. */
    static DuckTable load(Path file, TableFormat format, Schema schema, TableLimits limits, Path folder) {
        Properties properties = new Properties();
        properties.setProperty("threads", Integer.toString(limits.threads()));
        properties.setProperty("memory_limit", (limits.memoryBytes() >> 20) + "MB");
        properties.setProperty("temp_directory", folder.resolve("spill").toString());
        DuckTable table = new DuckTable(connect(folder, properties), schema, folder);
        try {
            table.read(file, format, limits);
            table.lock();
            return table;
        } catch (SQLException e) {
            table.close();
            throw new TableRefusedException(new TableProblem(
                    0, "", "a readable " + format + " file with the columns of the schema", "one that is not"));
        } catch (TableRefusedException e) {
            table.close();
            throw e;
        }
    }

    private static Connection connect(Path folder, Properties properties) {
        try {
            return DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("table.duckdb"), properties);
        } catch (SQLException e) {
            throw new TableStoreException("DuckDB did not open in " + folder, e);
        }
    }

    private void read(Path file, TableFormat format, TableLimits limits) throws SQLException {
        String columns = schema.columns().stream()
                .map(column -> "CAST(\"" + column.name() + "\" AS VARCHAR) AS \"" + column.name() + "\"")
                .collect(Collectors.joining(", "));
        String path = "'" + file.toString().replace("'", "''") + "'";
        String source = format == TableFormat.CSV ? csv(path, limits) : "read_parquet(" + path + ")";
        int header = format == TableFormat.CSV ? 1 : 0;
        if (format == TableFormat.PARQUET) {
            requireParquetColumns(path);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + RAW + " AS SELECT row_number() OVER () + " + header + " AS \"#line\", "
                    + columns + " FROM " + source);
        }
    }

    private String csv(String path, TableLimits limits) {
        String types = schema.columns().stream()
                .map(column -> "'" + column.name() + "': 'VARCHAR'")
                .collect(Collectors.joining(", ", "{", "}"));
        return "read_csv(" + path + ", auto_detect=false, header=true, delim=',', quote='\"', escape='\"', nullstr='',"
                + " allow_quoted_nulls=false, strict_mode=true, null_padding=false, max_line_size="
                + limits.lineBytes() + ", columns=" + types + ", store_rejects=true)";
    }

    private void requireParquetColumns(String path) throws SQLException {
        List<String> expected =
                schema.columns().stream().map(column -> column.name()).toList();
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE SELECT * FROM read_parquet(" + path + ")")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        if (!found.equals(expected)) {
            throw new TableRefusedException(new TableProblem(
                    0, "", "the columns " + String.join(",", expected), "other ones, " + found.size() + " in number"));
        }
    }

    private void lock() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET enable_external_access=false");
            statement.execute("SET lock_configuration=true");
        }
    }

    /** Lines that the CSV parser could not take, at most the given number. */
    List<TableProblem> rejects(int most) {
        List<TableProblem> problems = new ArrayList<>();
        String sql = "SELECT DISTINCT line, error_type FROM reject_errors ORDER BY line LIMIT ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, most);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    problems.add(new TableProblem(
                            rows.getLong(1),
                            "",
                            schema.columns().size() + " fields, quoted as RFC 4180 says",
                            rows.getString(2).toLowerCase(Locale.ROOT)));
                }
            }
        } catch (SQLException e) {
            throw new TableStoreException("DuckDB did not give its rejected lines", e);
        }
        return problems;
    }

    /** Lines whose key stands earlier too. */
    List<TableProblem> duplicateKeys() {
        String key = schema.key().stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
        String sql = "SELECT line, first FROM (SELECT \"#line\" AS line, min(\"#line\") OVER (PARTITION BY " + key
                + ") AS first FROM " + RAW + ") WHERE line > first ORDER BY line LIMIT " + KEYS_SHOWN;
        List<TableProblem> problems = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                problems.add(new TableProblem(
                        rows.getLong(1),
                        String.join(",", schema.key()),
                        "an identifier that no other row has",
                        "the one of line " + rows.getLong(2)));
            }
        } catch (SQLException e) {
            throw new TableStoreException("DuckDB did not compare the keys", e);
        }
        return problems;
    }

    /** Visits the rows in the order of the file. */
    void inFileOrder(RowVisitor visitor) {
        visit("\"#line\"", visitor);
    }

    /** Visits the rows by their key: numbers as numbers, text by its UTF-8 bytes. */
    void inKeyOrder(RowVisitor visitor) {
        String order = schema.key().stream()
                .map(name -> switch (schema.column(name).orElseThrow().type()) {
                    case INTEGER -> "CAST(\"" + name + "\" AS BIGINT)";
                    case DECIMAL -> "CAST(\"" + name + "\" AS DECIMAL(38, 9))";
                    case DATE, TEXT, BOOLEAN -> "\"" + name + "\"";
                })
                .collect(Collectors.joining(", "));
        visit(order, visitor);
    }

    private void visit(String order, RowVisitor visitor) {
        String columns = schema.columns().stream()
                .map(column -> ", \"" + column.name() + "\"")
                .collect(Collectors.joining());
        String sql = "SELECT \"#line\"" + columns + " FROM " + RAW + " ORDER BY " + order;
        String[] values = new String[schema.columns().size()];
        boolean[] missing = new boolean[values.length];
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                for (int i = 0; i < values.length; i++) {
                    String value = rows.getString(i + 2);
                    missing[i] = rows.wasNull();
                    values[i] = missing[i] ? "" : value;
                }
                visitor.visit(rows.getLong(1), values, missing);
            }
        } catch (SQLException e) {
            throw new TableStoreException("DuckDB did not give the rows", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
            Files.deleteIfExists(folder.resolve("table.duckdb"));
            Files.deleteIfExists(folder.resolve("table.duckdb.wal"));
        } catch (SQLException e) {
            throw new TableStoreException("DuckDB did not close", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the import's database was not deleted", e);
        }
    }
}
