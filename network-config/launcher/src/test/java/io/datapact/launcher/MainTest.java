package io.datapact.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people mistype ends in a sentence and the code that the README names, never in a stack trace. */
class MainTest {
    private final StringWriter said = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void without_a_command_the_usage_is_told() {
        assertThat(run()).isEqualTo(ExitCodes.USAGE);
        assertThat(said.toString()).contains("expected a command, found none");
    }

    @Test
    void a_home_for_the_demo_that_holds_files_is_wrong_usage() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThat(run("demo", "--once", "--home", folder.toString())).isEqualTo(ExitCodes.USAGE);
        assertSentence("expected a new or empty folder for --home, found files in " + folder);
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("mine.txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--home", "--out"})
    void a_file_where_the_demo_needs_a_folder_is_wrong_usage(String option) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.txt"), "mine");
        Path home = option.equals("--home") ? file : folder.resolve("home");
        Path out = option.equals("--out") ? file : folder.resolve("out");

        assertThat(run("demo", "--once", "--home", home.toString(), "--out", out.toString()))
                .isEqualTo(ExitCodes.USAGE);
        assertSentence("expected a folder that can be made for " + option);
    }

    @Test
    void a_folder_that_is_no_nodes_home_is_wrong_usage() {
        assertThat(export("bank-a/2026-000001")).isEqualTo(ExitCodes.USAGE);
        assertSentence("expected the home folder of a node, found no node.properties in " + folder);
    }

    @Test
    void a_node_that_does_not_run_is_told_how_to_start() throws IOException {
        home();

        assertThat(export("bank-a/2026-000001")).isEqualTo(ExitCodes.INFRASTRUCTURE);
        assertSentence("is the node running?");
        assertThat(said.toString()).contains("node-app.args --home=" + folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eighty", "0", "65536", "-1", "80/../x", "99999999999"})
    void a_garbled_port_is_a_sentence(String port) throws IOException {
        home();
        Files.writeString(folder.resolve("node.port"), port);

        assertThat(export("bank-a/2026-000001")).isEqualTo(ExitCodes.INFRASTRUCTURE);
        assertSentence("expected a port of 1 to 65535 in " + folder.resolve("node.port"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "bank-a", "bank-a/my task", "bank-a/a/b", "//", "bank-a/2026&incomplete=allow", "é/ü"})
    void a_task_of_another_form_is_wrong_usage(String task) {
        assertThat(export(task)).isEqualTo(ExitCodes.USAGE);
        assertSentence("such as bank-a/2026-000001");
    }

    @Test
    void a_folder_where_the_bundle_should_go_is_wrong_usage() {
        assertThat(run(
                        "audit",
                        "export",
                        "--node",
                        folder.toString(),
                        "--task",
                        "bank-a/2026-000001",
                        "--out",
                        folder.toString()))
                .isEqualTo(ExitCodes.USAGE);
        assertSentence("expected the name of a file for --out");
    }

    @Test
    void a_bundle_that_is_not_there_is_wrong_usage() {
        assertThat(run("audit", "verify", folder.resolve("none.zip").toString()))
                .isEqualTo(ExitCodes.USAGE);
        assertSentence("expected a readable file");
    }

    private void home() throws IOException {
        Files.writeString(folder.resolve("node.properties"), "datapact.node.member=bank-a\n");
    }

    private int export(String task) {
        return run(
                "audit",
                "export",
                "--node",
                folder.toString(),
                "--task",
                task,
                "--out",
                folder.resolve("bundle.zip").toString());
    }

    private int run(String... arguments) {
        return Main.commandLine().setErr(new PrintWriter(said, true)).execute(arguments);
    }

    private void assertSentence(String part) {
        assertThat(said.toString()).startsWith("datapact: ").contains(part).doesNotContain("\tat ", "Exception");
    }
}
