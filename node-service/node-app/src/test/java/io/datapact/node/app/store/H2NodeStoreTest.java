package io.datapact.node.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.RunId;
import io.datapact.node.app.config.ConfigurationException;
import io.datapact.node.app.config.DatabaseSettings;
import io.datapact.node.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2NodeStoreTest extends NodeStoreContract {
    private static final RunId RUN = new RunId(new TaskId("bank-a/2026-000009"), 1);
    private static final int NOTES = 20;

    @TempDir
    private Path folder;

    @Override
    DatabaseSettings settings() {
        return DatabaseSettings.h2(folder);
    }

    /** Notes steps and dies without closing anything. */
    static final class DyingNode {
        private DyingNode() {}

        public static void main(String[] args) {
            JdbcNodeStore store = new JdbcNodeStore(Database.open(DatabaseSettings.h2(Path.of(args[0]))));
            for (int step = 0; step < NOTES; step++) {
                store.note(RUN, "step-" + step);
            }
            Runtime.getRuntime().halt(9);
        }
    }

    @Test
    void keeps_every_step_that_was_noted_before_the_process_died() throws IOException, InterruptedException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingNode.class.getName(),
                        other.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(9);

        try (Database survived = Database.open(DatabaseSettings.h2(other))) {
            JdbcNodeStore store = new JdbcNodeStore(survived);
            for (int step = 0; step < NOTES; step++) {
                assertThat(store.has(RUN, "step-" + step)).isTrue();
            }
        }
    }

    @Test
    void says_that_another_process_may_use_the_database_when_it_cannot_open_it() {
        DatabaseSettings unreachable = new DatabaseSettings("jdbc:h2:file:/proc/none/node", "", Optional.empty());

        assertThatThrownBy(() -> Database.open(unreachable))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("no other node using it");
    }

    @Test
    void refuses_a_password_file_that_others_may_read() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "secret\n");
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
        DatabaseSettings settings =
                new DatabaseSettings("jdbc:h2:file:" + folder.resolve("x"), "node", Optional.of(password));

        assertThatThrownBy(() -> Database.open(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining("secret");
    }
}
