package io.datapact.launcher.rest;

import io.datapact.launcher.LaunchException;
import io.datapact.launcher.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a node's home folder tells whoever wants to speak to that node. */
record NodeHome(Path folder) {
    private static final String MEMBER = "datapact.node.member=";
    private static final int HIGHEST_PORT = 65_535;

    NodeHome {
        if (!Files.isRegularFile(folder.resolve("node.properties"))) {
            throw new UsageException("expected the home folder of a node, found no node.properties in " + folder
                    + "; name the folder that holds it");
        }
    }

    /** Whose node it is. */
    String member() {
        Path file = folder.resolve("node.properties");
        return read(file)
                .lines()
                .filter(line -> line.startsWith(MEMBER))
                .map(line -> line.substring(MEMBER.length()).strip())
                .findFirst()
                .orElseThrow(() -> new LaunchException("expected " + MEMBER + "… in " + file + ", found none"));
    }

    /** Where it listens; a node has this file while it serves. */
    int port() {
        Path file = folder.resolve("node.port");
        if (!Files.exists(file)) {
            throw new LaunchException("expected a running node in " + folder + ", found none; " + howToStart(folder));
        }
        String text = read(file).strip();
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > HIGHEST_PORT) {
            throw new LaunchException("expected a port of 1 to " + HIGHEST_PORT + " in " + file
                    + ", found another text; end the node and start it again, and it writes the file anew");
        }
        return Integer.parseInt(text);
    }

    /** What to do about a node that does not run. */
    static String howToStart(Path home) {
        return "is the node running? A demo's node runs as long as its ./datapact demo; start another with: java @"
                + Path.of(System.getProperty("datapact.dist", "dist")).resolve("node-app.args") + " --home=" + home;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new LaunchException("expected a readable file " + file + ", found none", e);
        }
    }
}
