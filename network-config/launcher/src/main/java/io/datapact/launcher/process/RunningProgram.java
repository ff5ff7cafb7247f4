package io.datapact.launcher.process;

import io.datapact.launcher.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that this launcher started, and that it ends by its process handle alone; at the latest when the launcher
 * itself is asked to end.
 */
public final class RunningProgram implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int LOG_LINES = 12;

    private final Program program;
    private final Process process;
    private final Path portFile;
    private final Path log;
    private final Thread atExit;

    private RunningProgram(Program program, Process process, Path portFile, Path log) {
        this.program = program;
        this.process = process;
        this.portFile = portFile;
        this.log = log;
        this.atExit = new Thread(process::destroy, "end-" + program.stagedName());
    }

    /** Takes charge of a process that was just started. */
    static RunningProgram of(Program program, Process process, Path portFile, Path log) {
        RunningProgram running = new RunningProgram(program, process, portFile, log);
        try {
            Runtime.getRuntime().addShutdownHook(running.atExit);
        } catch (IllegalStateException e) {
            process.destroy();
            throw new LaunchException("the launcher is ending; " + program.stagedName() + " was ended too", e);
        }
        return running;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Its log. */
    public Path log() {
        return log;
    }

    /**
     * Waits until the program says its port.
     *
     * @return the port
     * @throws LaunchException if it ended or said nothing in time; the message holds the end of its log
     */
    public int awaitPort(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until) {
            if (Files.exists(portFile)) {
                return readPort();
            }
            if (endedWithin(POLL)) {
                throw new LaunchException(program.stagedName() + " ended with code " + process.exitValue()
                        + " before it was ready; the end of " + log + ":\n" + endOfLog());
            }
        }
        throw new LaunchException("expected " + program.stagedName() + " to be ready within " + patience.toSeconds()
                + " s, found it still starting; the end of " + log + ":\n" + endOfLog());
    }

    /** Kills the program as a power cut would. */
    public void kill() {
        process.destroyForcibly();
        endedWithin(Duration.ofSeconds(10));
        forget();
    }

    /** Asks the program to end, and kills it if it does not. */
    @Override
    public void close() {
        process.destroy();
        if (!endedWithin(Duration.ofSeconds(20))) {
            kill();
        }
        forget();
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The launcher is ending, and the hook has been run.
            return;
        }
    }

    private boolean endedWithin(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while waiting for " + program.stagedName(), e);
        }
    }

    private int readPort() {
        try {
            return Integer.parseInt(Files.readString(portFile).strip());
        } catch (IOException | NumberFormatException e) {
            throw new LaunchException("expected a port in " + portFile + ", found none", e);
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(the log could not be read: " + e.getMessage() + ")";
        }
    }
}
