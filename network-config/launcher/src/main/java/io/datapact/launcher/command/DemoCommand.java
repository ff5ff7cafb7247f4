package io.datapact.launcher.command;

import io.datapact.launcher.ExitCodes;
import io.datapact.launcher.LaunchException;
import io.datapact.launcher.demo.Demo;
import io.datapact.launcher.network.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code datapact demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Three members do joint risk control on real credit data, in processes of their own.")
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--once", description = "End by itself when the story is told.")
    private boolean once;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where bundle.zip, root.pem, result.csv and summary.json go; default: the network's folder.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "Where the network lives; must be new or empty. Default: a temporary folder, which --once --out DIR deletes after success.")
    private Optional<Path> home = Optional.empty();

    @Override
    public Integer call() {
        boolean temporary = home.isEmpty();
        Path root = home.map(Path::toAbsolutePath).orElseGet(DemoCommand::temporaryFolder);
        requireEmpty(root);
        Path results = out.map(Path::toAbsolutePath).orElse(root.resolve("out"));
        Demo demo = new Demo(new Layout(root), results, System.out);
        if (once) {
            demo.playOnce();
            if (temporary && !results.startsWith(root)) {
                Demo.delete(root);
            }
        } else {
            demo.playAndStay();
        }
        return ExitCodes.DONE;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("datapact-demo-");
        } catch (IOException e) {
            throw new LaunchException("no temporary folder could be made; name one with --home", e);
        }
    }

    private static void requireEmpty(Path folder) {
        try {
            Files.createDirectories(folder);
            try (var files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new LaunchException("expected a new or empty folder for --home, found files in " + folder
                            + "; name another, or delete it");
                }
            }
        } catch (IOException e) {
            throw new LaunchException("expected a writable folder " + folder + ", found none", e);
        }
    }
}
