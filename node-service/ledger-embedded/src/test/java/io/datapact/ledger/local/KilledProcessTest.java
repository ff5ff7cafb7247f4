package io.datapact.ledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.id.Digest;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.log.LogDisk;
import io.datapact.node.ledger.LedgerCommands;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process with SIGKILL under load; whatever it acknowledged must be there afterwards. */
class KilledProcessTest {
    private static final int ACKNOWLEDGED = 200;

    @TempDir
    private Path folder;

    private final List<Digest> acknowledged = new ArrayList<>();

    @Test
    void keeps_every_acknowledged_command_when_killed_at_any_moment() throws IOException, InterruptedException {
        kill("none", 0, line -> acknowledged.size() >= ACKNOWLEDGED);
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED);
        assertAllThere();
    }

    @Test
    void keeps_every_acknowledged_command_when_killed_before_a_sync() throws IOException, InterruptedException {
        kill("BEFORE_FSYNC", 20, "held"::equals);
        assertThat(acknowledged).isNotEmpty();
        assertAllThere();
    }

    @Test
    void keeps_what_is_durable_when_killed_before_the_answer() throws IOException, InterruptedException {
        kill("AFTER_FSYNC_BEFORE_ANSWER", 20, "held"::equals);
        long size = assertAllThere();
        assertThat(size).isGreaterThan(acknowledged.size() + 1L);
    }

    private void kill(String point, int passing, Predicate<String> now) throws IOException, InterruptedException {
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        Victim.class.getName(),
                        folder.toString(),
                        point,
                        String.valueOf(passing))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
            Optional<String> line = Optional.ofNullable(lines.readLine());
            boolean killed = false;
            while (line.isPresent()) {
                line.filter(text -> text.startsWith("ack "))
                        .ifPresent(text -> acknowledged.add(new Digest(text.substring(4))));
                if (!killed && now.test(line.get())) {
                    // Through the handle: destroying the process would close its output unread.
                    killed = victim.toHandle().destroyForcibly();
                }
                line = Optional.ofNullable(lines.readLine());
            }
            assertThat(killed).isTrue();
        }
        assertThat(victim.waitFor()).isNotZero();
    }

    private long assertAllThere() throws IOException {
        GenesisEntry genesis = GenesisEntry.of(Files.readAllBytes(folder.resolve("genesis")));
        ConsortiumFixture other = LedgerCommands.aConsortium();
        HostSeams seams = new HostSeams(Clock.systemUTC(), LogDisk.real(), CrashPoints.none());
        // Nothing is signed here that anybody verifies.
        LogSigners any = key -> Optional.of(other.logSigner());
        try (LocalLedger ledger = LocalLedger.open(folder.resolve("chain"), genesis, any, seams)) {
            assertThat(acknowledged)
                    .allSatisfy(command ->
                            assertThat(ledger.chain().receipt(command)).isPresent());
            return ledger.chain().head().size();
        }
    }
}
