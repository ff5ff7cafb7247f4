package io.datapact.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** The programs that the build staged, for tests over real processes. */
final class StagedPrograms {
    private StagedPrograms() {}

    /** Points the launcher at them; they are there once the tree was packaged. */
    static void use() {
        Path dist = Path.of("target", "dist").toAbsolutePath();
        assertThat(Files.isRegularFile(dist.resolve("node-app.args")))
                .as("staged programs in " + dist + "; run mvn package first")
                .isTrue();
        System.setProperty("datapact.dist", dist.toString());
    }
}
