package io.datapact.launcher.command;

import io.datapact.launcher.ExitCodes;
import io.datapact.launcher.LaunchException;
import io.datapact.launcher.RefusedException;
import io.datapact.launcher.UsageException;
import io.datapact.launcher.demo.Demo;
import io.datapact.launcher.network.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code datapact demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Three members do joint risk control on real credit data, in processes of their own.")
public final class DemoCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

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
        requireFolder(results, "--out");
        try {
            play(root, results, temporary);
        } catch (LaunchException | RefusedException e) {
            spec.commandLine()
                    .getErr()
                    .println("datapact: the demo ended before its end; its folder, with a program.log of each program,"
                            + " is kept in " + root);
            throw e;
        }
        return ExitCodes.DONE;
    }

    private void play(Path root, Path results, boolean temporary) {
        Demo demo = new Demo(new Layout(root), results, System.out);
        if (once) {
            demo.playOnce();
            if (temporary && !results.startsWith(root)) {
                Demo.delete(root);
            }
        } else {
            demo.playAndStay();
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("datapact-demo-");
        } catch (IOException e) {
            throw new LaunchException("no temporary folder could be made; name one with --home", e);
        }
    }

    private static void requireEmpty(Path folder) {
        requireFolder(folder, "--home");
        try (var files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new UsageException("expected a new or empty folder for --home, found files in " + folder
                        + "; name another, or delete it");
            }
        } catch (IOException e) {
            throw new UsageException("expected a readable folder for --home, found none in " + folder, e);
        }
    }

    private static void requireFolder(Path folder, String option) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UsageException(
                    "expected a folder that can be made for " + option + ", found none in " + folder + "; name another",
                    e);
        }
    }
}
