package io.datapact.node.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.node.app.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    @Test
    void makes_one_token_a_role_that_only_the_owner_reads() throws IOException {
        Tokens.open(folder.resolve("tokens"), RANDOM);

        Set<String> made = new HashSet<>();
        for (ApiRole role : ApiRole.values()) {
            Path file = folder.resolve("tokens").resolve(role.fileName());
            made.add(Files.readString(file));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(made).hasSize(ApiRole.values().length).allMatch(token -> token.length() >= Tokens.MINIMUM_LENGTH);
    }

    @Test
    void knows_the_role_of_each_token_after_a_restart() throws IOException {
        Tokens.open(folder, RANDOM);
        Tokens again = Tokens.open(folder, RANDOM);

        for (ApiRole role : ApiRole.values()) {
            assertThat(again.roleOf(token(role))).hasValue(role);
        }
    }

    @Test
    void knows_nobody_by_another_text() throws IOException {
        Tokens tokens = Tokens.open(folder, RANDOM);
        String token = token(ApiRole.ADMIN);

        assertThat(tokens.roleOf("")).isEmpty();
        assertThat(tokens.roleOf(token.substring(1))).isEmpty();
        assertThat(tokens.roleOf(token + "=")).isEmpty();
        assertThat(tokens.roleOf(token.toUpperCase(java.util.Locale.ROOT))).isEmpty();
    }

    @Test
    void refuses_a_token_that_others_may_read() throws IOException {
        Tokens.open(folder, RANDOM);
        Path file = folder.resolve(ApiRole.MARKET.fileName());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> Tokens.open(folder, RANDOM))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("market");
    }

    @Test
    void refuses_a_token_that_is_too_short_to_be_one() throws IOException {
        Tokens.open(folder, RANDOM);
        Files.writeString(folder.resolve(ApiRole.ADMIN.fileName()), "admin");

        assertThatThrownBy(() -> Tokens.open(folder, RANDOM))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("at least " + Tokens.MINIMUM_LENGTH);
    }

    private String token(ApiRole role) throws IOException {
        return Files.readString(folder.resolve(role.fileName()));
    }
}
