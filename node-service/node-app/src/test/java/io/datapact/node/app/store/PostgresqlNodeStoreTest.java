package io.datapact.node.app.store;

import io.datapact.node.app.config.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** Runs where DATAPACT_TEST_POSTGRESQL_URL names a database for tests; the schema {@code node_store_test} is its. */
@Tag("postgresql")
class PostgresqlNodeStoreTest extends NodeStoreContract {
    private static final String SCHEMA = "node_store_test";
    private static String url = "";

    @BeforeAll
    static void find() {
        url = System.getenv().getOrDefault("DATAPACT_TEST_POSTGRESQL_URL", "");
        if (url.isEmpty()) {
            throw new IllegalStateException(
                    "expected DATAPACT_TEST_POSTGRESQL_URL to hold a JDBC address with user and password, found none");
        }
    }

    @BeforeEach
    @Override
    void open() {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
            statement.execute("CREATE SCHEMA " + SCHEMA);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot prepare the test's schema", e);
        }
        super.open();
    }

    @Override
    DatabaseSettings settings() {
        return new DatabaseSettings(
                url + (url.contains("?") ? "&" : "?") + "currentSchema=" + SCHEMA, "", Optional.empty());
    }
}
