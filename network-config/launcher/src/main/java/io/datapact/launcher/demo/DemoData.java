package io.datapact.launcher.demo;

import io.datapact.launcher.LaunchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The demo's two tables: Statlog (German Credit Data), split by person between the two members. Their README beside
 * them names source, licence and how they were split.
 */
final class DemoData {
    private DemoData() {}

    /** Copies a table to where its owner keeps data, unless one is there. */
    static void copy(String name, Path to) {
        try (InputStream in = DemoData.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new LaunchException("expected the table " + name + " in the launcher's jar, found none");
            }
            Files.createDirectories(to.getParent());
            if (!Files.exists(to)) {
                Files.copy(in, to);
            }
        } catch (IOException e) {
            throw new LaunchException("the table " + name + " could not be copied to " + to, e);
        }
    }
}
