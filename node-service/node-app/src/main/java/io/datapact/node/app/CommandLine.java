package io.datapact.node.app;

import io.datapact.node.app.config.ConfigurationException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * What stands on the command line. No secret ever does.
 *
 * @param home the node's folder
 */
record CommandLine(Path home) {
    private static final String HOME = "--home";

    static CommandLine parse(List<String> arguments) {
        if (arguments.size() == 1 && arguments.getFirst().startsWith(HOME + "=")) {
            return of(arguments.getFirst().substring(HOME.length() + 1));
        }
        if (arguments.size() == 2 && arguments.getFirst().equals(HOME)) {
            return of(arguments.get(1));
        }
        throw new ConfigurationException(
                "expected --home=<folder of the node> and nothing else, found " + arguments.size() + " arguments");
    }

    private static CommandLine of(String text) {
        if (text.isBlank()) {
            throw new ConfigurationException("expected --home=<folder of the node>, found no folder");
        }
        try {
            return new CommandLine(Path.of(text));
        } catch (InvalidPathException e) {
            throw new ConfigurationException("expected --home=<folder of the node>, found no path", e);
        }
    }
}
