package io.datapact.launcher.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One measurement, one JSON object a line.
 *
 * @param n         how many things were done in one repetition
 * @param parties   how many parties took part
 * @param network   what lay between them: {@code none}, {@code loopback-mtls}
 * @param seconds   of the repetitions
 * @param perSecond things a second at the median
 * @param bytes     bytes moved or written in one repetition, 0 where it does not apply
 */
public record BenchLine(
        String name,
        long n,
        int parties,
        String network,
        Spread seconds,
        double perSecond,
        long bytes,
        String machine,
        String cpuFlags,
        String jvm,
        String commit) {

    /** Seconds of the repetitions. */
    public record Spread(double median, double minimum, double maximum, int repetitions) {
        static Spread of(double[] seconds) {
            double[] sorted = seconds.clone();
            Arrays.sort(sorted);
            return new Spread(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1], sorted.length);
        }
    }

    /** A line about this machine. */
    static BenchLine of(String name, long n, int parties, String network, double[] seconds, long bytes) {
        Spread spread = Spread.of(seconds);
        return new BenchLine(
                name,
                n,
                parties,
                network,
                spread,
                n / spread.median(),
                bytes,
                cpu("model name").orElse(System.getProperty("os.arch")) + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors",
                flags(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                head());
    }

    /** A sentence for a terminal. */
    String sentence() {
        return String.format(
                Locale.ROOT,
                "%-28s n=%-9d median %.6f s (%.6f to %.6f, %d times), %.0f a second",
                name,
                n,
                seconds.median(),
                seconds.minimum(),
                seconds.maximum(),
                seconds.repetitions(),
                perSecond);
    }

    private static String flags() {
        String all = " " + cpu("flags").orElse("") + " ";
        return String.join(
                " ",
                Arrays.stream(new String[] {"aes", "avx2", "avx512f", "bmi2", "sha_ni", "vaes"})
                        .filter(flag -> all.contains(" " + flag + " "))
                        .toList());
    }

    private static Optional<String> cpu(String field) {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith(field))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String head() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "--short=12", "HEAD")
                    .redirectErrorStream(true)
                    .start();
            String first = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean known = git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0;
            return known ? first : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
