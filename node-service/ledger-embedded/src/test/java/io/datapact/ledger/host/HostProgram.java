package io.datapact.ledger.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The host program in a process of its own. */
final class HostProgram implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private HostProgram(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static HostProgram start(Path home, String crashMarker) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-D" + MarkedCrash.PROPERTY + "=" + crashMarker,
                LedgerHost.class.getName(),
                "--home",
                home.toString()));
        return new HostProgram(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Reads on to the line that begins so. */
    String await(String beginning) throws IOException {
        Optional<String> line = Optional.ofNullable(lines.readLine());
        while (line.isPresent() && !line.get().startsWith(beginning)) {
            line = Optional.ofNullable(lines.readLine());
        }
        return line.orElseThrow(() -> new IOException("expected a line '" + beginning + "…', found the end"));
    }

    /** The port of the line that says ready. */
    int awaitPort() throws IOException {
        String ready = await("ledger ready port=");
        return Integer.parseInt(ready.replaceAll(".* port=([0-9]+) .*", "$1"));
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
