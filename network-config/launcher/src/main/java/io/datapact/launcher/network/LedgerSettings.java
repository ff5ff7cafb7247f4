package io.datapact.launcher.network;

import io.datapact.launcher.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The ledger host's settings on disk. */
final class LedgerSettings {
    private static final String PORT = "listen.port=";

    private LedgerSettings() {}

    /** Makes a port the host's own. */
    static void fixPort(Layout layout, int port) {
        Path file = layout.ledger().resolve("ledger.properties");
        try {
            List<String> lines = Files.readAllLines(file).stream()
                    .map(line -> line.startsWith(PORT) ? PORT + port : line)
                    .toList();
            Files.write(file, lines);
        } catch (IOException e) {
            throw new LaunchException("the ledger host's settings could not be written to " + file, e);
        }
    }
}
