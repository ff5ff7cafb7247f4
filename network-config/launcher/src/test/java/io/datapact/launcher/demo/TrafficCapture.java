package io.datapact.launcher.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Captures the loopback traffic into a file by tcpdump, where that is installed and allowed. */
final class TrafficCapture implements AutoCloseable {
    private static final Duration BEGIN = Duration.ofSeconds(10);

    private final Path file;
    private final Optional<Process> tcpdump;

    private TrafficCapture(Path file, Optional<Process> tcpdump) {
        this.file = file;
        this.tcpdump = tcpdump;
    }

    static TrafficCapture start(Path file) throws IOException {
        try {
            Process process = new ProcessBuilder("tcpdump", "-i", "lo", "-U", "-w", file.toString(), "tcp")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            long until = System.nanoTime() + BEGIN.toNanos();
            while (System.nanoTime() < until && process.isAlive() && !Files.exists(file)) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    return new TrafficCapture(file, Optional.empty());
                }
            }
            return new TrafficCapture(file, Optional.of(process).filter(Process::isAlive));
        } catch (IOException e) {
            return new TrafficCapture(file, Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while tcpdump began", e);
        }
    }

    boolean wasPossible() {
        return tcpdump.isPresent();
    }

    Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        if (tcpdump.isPresent()) {
            tcpdump.get().destroy();
            try {
                tcpdump.get().waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while tcpdump ended", e);
            }
        }
    }
}
