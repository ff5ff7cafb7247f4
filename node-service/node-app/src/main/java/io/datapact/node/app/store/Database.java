package io.datapact.node.app.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.datapact.node.app.config.ConfigurationException;
import io.datapact.node.app.config.DatabaseSettings;
import io.datapact.node.store.StoreUnavailableException;
import io.datapact.pki.key.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The node's database, its schema brought up to date. A transaction is on disk when it returns. */
public final class Database implements AutoCloseable {
    private static final String H2 = "jdbc:h2:";

    /**
     * PostgreSQL's dialect, for one set of migrations; every commit goes to the file at once; the file is closed by us and
     * not by a hook of the JVM.
     */
    private static final String H2_OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";

    private static final int MOST_CONNECTIONS = 8;
    private static final long CONNECT_MILLIS = 10_000;
    private static final int MAXIMUM_PASSWORD_BYTES = 1_024;

    private final HikariDataSource source;
    private final boolean h2;

    private Database(HikariDataSource source, boolean h2) {
        this.source = source;
        this.h2 = h2;
    }

    /**
     * Opens a database and brings its schema up to date.
     *
     * @throws StoreUnavailableException if it cannot be reached, or its schema is of a later version or altered
     */
    public static Database open(DatabaseSettings settings) {
        boolean h2 = settings.url().startsWith(H2);
        HikariConfig config = new HikariConfig();
        config.setPoolName("node");
        config.setJdbcUrl(h2 ? settings.url() + H2_OPTIONS : settings.url());
        config.setUsername(settings.user());
        settings.passwordFile().ifPresent(file -> config.setPassword(password(file)));
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setAutoCommit(false);
        HikariDataSource source;
        try {
            source = new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw new StoreUnavailableException(
                    "cannot open the node's database; is it running, and is no other node using it?", e);
        }
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            source.close();
            throw new StoreUnavailableException("cannot bring the node's database up to date: " + e.getMessage(), e);
        }
        return new Database(source, h2);
    }

    /** What is done within a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Reads. */
    <T> T read(String what, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            try {
                return work.on(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException("cannot read " + what + " from the node's database", e);
        }
    }

    /** Writes in a transaction, on disk when this returns; nothing is written if it throws. */
    <T> T write(String what, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            T result = inTransaction(connection, work);
            if (h2) {
                sync(connection);
            }
            return result;
        } catch (SQLException e) {
            throw new StoreUnavailableException(
                    "cannot write " + what + " to the node's database; make room or mend the disk", e);
        }
    }

    private static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.on(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
        }
    }

    /** H2 writes at commit but leaves the disk's cache to the system. */
    private static void sync(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        }
        connection.commit();
    }

    /** Whether the database answers. */
    public boolean answers() {
        try (Connection connection = source.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        source.close();
    }

    private static String password(Path file) {
        try {
            if (AtomicFiles.isOpenToOthers(file)) {
                throw new ConfigurationException("the password file " + file
                        + " can be read or written by others; set its mode to 600 with: chmod 600 " + file);
            }
            if (Files.size(file) > MAXIMUM_PASSWORD_BYTES) {
                throw new ConfigurationException(
                        "expected at most " + MAXIMUM_PASSWORD_BYTES + " bytes in the password file " + file);
            }
            try (Stream<String> lines = Files.lines(file)) {
                return lines.findFirst()
                        .orElseThrow(() -> new ConfigurationException(
                                "expected the database password in the first line of " + file + ", found none"));
            }
        } catch (IOException e) {
            throw new ConfigurationException("expected a readable password file " + file + ", found none", e);
        }
    }
}
