package io.datapact.node.app.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The node's database.
 *
 * @param url          JDBC address of H2 or PostgreSQL
 * @param user         empty for the default database
 * @param passwordFile holds the password in its first line, mode 600; empty for the default database
 */
public record DatabaseSettings(String url, String user, Optional<Path> passwordFile) {
    /** Checks that it is a database known here. */
    public DatabaseSettings {
        if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("expected an address that begins with jdbc:h2: or jdbc:postgresql:");
        }
    }

    /** An H2 file in a folder. */
    public static DatabaseSettings h2(Path folder) {
        return new DatabaseSettings("jdbc:h2:file:" + folder.resolve("node"), "", Optional.empty());
    }
}
