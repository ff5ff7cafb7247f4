package io.datapact.pki;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs openssl, so that somebody else's code judges what ours made; tests skip with a message where it is missing. */
public final class OpenSsl {

    private OpenSsl() {}

    /** Skips the calling test unless an openssl of line 3 is on the path. */
    public static void assumePresent() {
        assumeTrue(isPresent(), "skipped: needs openssl 3 on the path to compare with");
    }

    /** Exit code and everything printed. */
    public record Result(int exitCode, String output) {}

    public static Result run(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPresent() {
        try {
            return run(Path.of("."), "version").output().startsWith("OpenSSL 3");
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
