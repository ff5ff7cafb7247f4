package io.datapact.launcher.process;

import io.datapact.launcher.LaunchException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the staged programs. Secrets never stand on a command line: programs read them from files in their homes. */
public final class Programs {
    private final Path java;
    private final Path staged;

    private Programs(Path java, Path staged) {
        this.java = java;
        this.staged = staged;
    }

    /** The programs that were staged with this launcher. */
    public static Programs staged() {
        String dist = System.getProperty("datapact.dist", "");
        if (dist.isEmpty() || !Files.isRegularFile(Path.of(dist, "node-app.args"))) {
            throw new LaunchException("expected the staged programs in the folder that -Ddatapact.dist names, found "
                    + (dist.isEmpty() ? "no such setting" : "none in " + dist) + "; start through ./datapact");
        }
        return new Programs(Path.of(System.getProperty("java.home"), "bin", "java"), Path.of(dist));
    }

    /**
     * Starts a program in a home folder; it logs to {@code <home>/program.log}.
     *
     * @param arguments what follows the main class, without secrets
     */
    public RunningProgram start(Program program, Path home, List<String> arguments) {
        return start(program, home, arguments, List.of());
    }

    /** The same, with system properties such as {@code -Ddatapact.crash.marker=…}. */
    public RunningProgram start(Program program, Path home, List<String> arguments, List<String> properties) {
        Path port = home.resolve(program.portFile());
        Path log = home.resolve("program.log");
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(properties);
        command.add("@" + staged.resolve(program.stagedName() + ".args"));
        command.addAll(arguments);
        try {
            Files.createDirectories(home);
            Files.deleteIfExists(port);
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(new File("/dev/null"))
                    .start();
            return RunningProgram.of(program, process, port, log);
        } catch (IOException e) {
            throw new LaunchException("the program " + program.stagedName() + " did not start in " + home, e);
        }
    }
}
