package io.datapact.ca.setting;

import io.datapact.ca.CaStartException;
import io.datapact.ca.home.CaHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where tokens, certificates and the audit trail are kept.
 *
 * @param url          {@code datapact.ca.database.url}: {@code jdbc:postgresql://…}, or empty for an H2 file in the
 *     home folder; default empty
 * @param user         {@code datapact.ca.database.user}: default {@code ca}
 * @param passwordFile {@code datapact.ca.database.password-file}: file whose first line is the password; default none
 */
public record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("ca") String user,
        @DefaultValue("") String passwordFile) {

    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int MAXIMUM_PASSWORD_BYTES = 1024;

    public DatabaseSettings {
        if (!url.isEmpty() && !url.startsWith(POSTGRESQL)) {
            throw new CaStartException("setting datapact.ca.database.url: expected " + POSTGRESQL
                    + "//… or nothing for the built-in database, found another kind of address");
        }
    }

    /** The JDBC address; of the built-in database, each commit reaches the file before it is answered. */
    public String urlIn(CaHome home) {
        return url.isEmpty() ? "jdbc:h2:file:" + home.databaseFile() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE" : url;
    }

    /** The password, read from its file now; empty if no file is set. */
    public String password() {
        if (passwordFile.isEmpty()) {
            return "";
        }
        Path file = Path.of(passwordFile);
        try {
            if (Files.size(file) > MAXIMUM_PASSWORD_BYTES) {
                throw new CaStartException("setting datapact.ca.database.password-file: expected at most "
                        + MAXIMUM_PASSWORD_BYTES + " bytes in " + file);
            }
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new CaStartException(
                    "setting datapact.ca.database.password-file: cannot read " + file + "; check path and mode", e);
        }
    }
}
