package io.datapact.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datapact.audit.Audit;
import io.datapact.audit.ReplayOutcome;
import io.datapact.audit.TrustedRoots;
import io.datapact.audit.VerifyScript;
import io.datapact.audit.report.AuditReport;
import io.datapact.launcher.network.Layout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole story, played once through real processes on data with planted values; then everything it must show. */
@Tag("acceptance")
class StoryAcceptanceTest {
    /** 2,000 unless -Ddatapact.flips says otherwise. */
    private static final int BIT_FLIPS = Integer.getInteger("datapact.flips", 2_000);

    /** A skipped capture is a failure with -Ddatapact.capture=required. */
    private static final boolean CAPTURE_REQUIRED =
            System.getProperty("datapact.capture", "").equals("required");

    private static final String NO_CAPTURE = "tcpdump is not installed or may not capture on this machine";
    private static final long FLIP_SEED = 20_261_124;

    @TempDir
    static Path folder;

    private static Layout layout;
    private static Path results;
    private static Path loans;
    private static Path subscribers;
    private static TrafficCapture capture;

    @BeforeAll
    static void play() throws IOException {
        StagedPrograms.use();
        layout = new Layout(Files.createDirectory(folder.resolve("network")));
        results = folder.resolve("out");
        loans = layout.node(DemoTask.BANK).resolve("data/loans.csv");
        subscribers = layout.node(DemoTask.TELCO).resolve("data/subscribers.csv");
        DemoData.copy("loans.csv", loans);
        DemoData.copy("subscribers.csv", subscribers);
        Canaries.plant(loans, subscribers);
        capture = TrafficCapture.start(folder.resolve("loopback.pcap"));
        try {
            new Demo(layout, results, new PrintStream(System.out, true, StandardCharsets.UTF_8)).playOnce();
        } finally {
            capture.close();
        }
    }

    @Test
    void tells_the_steps_with_the_outcomes_and_reasons_that_the_story_promises() throws IOException {
        List<String> told = new ArrayList<>();
        summary()
                .path("steps")
                .forEach(step -> told.add(step.path("step").asString("") + " "
                        + step.path("outcome").asString("") + " "
                        + step.path("reason").asString("")));

        assertThat(told)
                .contains(
                        "propose-forbidden-column refused COLUMN_NEVER_RELEASED",
                        "propose accepted ",
                        "start-before-approval refused APPROVAL_MISSING",
                        "approve accepted ",
                        "run done ",
                        "second-start refused USES_EXHAUSTED",
                        "settle done ",
                        "verify done ",
                        "verify-task done ")
                .anySatisfy(line -> assertThat(line).startsWith("verify-tampered refused "));
    }

    @Test
    void gives_the_numbers_of_a_plain_join_and_group_by() throws IOException, SQLException {
        assertThat(Files.readAllLines(results.resolve("result.csv")).stream().skip(1))
                .containsExactlyInAnyOrderElementsOf(plainJoin());
    }

    @Test
    void settles_to_the_cent() throws IOException {
        JsonNode balances = summary().path("balances");

        assertThat(balances.path("bank-a").asLong(0)).isEqualTo(500_000 - 100_001);
        assertThat(balances.path("telco-b").asLong(0)).isEqualTo(50_000 + 60_001);
        assertThat(balances.path("clearing-c").asLong(0)).isEqualTo(50_000 + 10_000 + 30_000);
    }

    @Test
    void nobody_holds_another_members_planted_values() throws IOException {
        List<Path> bankOnly = List.of(layout.node(DemoTask.BANK));
        List<Path> telcoOnly = List.of(layout.node(DemoTask.TELCO));

        assertThat(Canaries.foundOutside(layout.root(), bankOnly, Canaries.BANK))
                .isEmpty();
        assertThat(Canaries.foundOutside(layout.root(), telcoOnly, Canaries.TELCO))
                .isEmpty();
        assertThat(Canaries.foundOutside(results, List.of(), Canaries.BANK)).isEmpty();
        assertThat(Canaries.foundOutside(results, List.of(), Canaries.TELCO)).isEmpty();
        assertThat(Canaries.foundIn(layout.node(DemoTask.BANK), Canaries.BANK)).isNotEmpty();
    }

    @Test
    void the_loopback_traffic_shows_none_of_the_planted_values() throws IOException {
        if (CAPTURE_REQUIRED) {
            assertThat(capture.wasPossible()).as(NO_CAPTURE).isTrue();
        }
        assumeTrue(capture.wasPossible(), NO_CAPTURE);

        assertThat(Files.size(capture.file())).isGreaterThan(100_000);
        assertThat(Canaries.foundIn(capture.file(), Canaries.BANK)).isEmpty();
        assertThat(Canaries.foundIn(capture.file(), Canaries.TELCO)).isEmpty();
    }

    @Test
    void replay_gives_the_recorded_state_digest() throws IOException {
        String recorded = summary().path("ledger").path("stateDigest").asString("");

        assertThat(Audit.replay(results.resolve("bundle.zip")))
                .isInstanceOfSatisfying(
                        ReplayOutcome.Replayed.class,
                        replayed -> assertThat(replayed.stateDigest().value()).isEqualTo(recorded));
    }

    @Test
    void every_flipped_bit_of_the_bundle_is_found() throws IOException {
        byte[] bundle = Files.readAllBytes(results.resolve("bundle.zip"));
        Set<X509Certificate> roots = TrustedRoots.read(results.resolve("root.pem"));
        Random random = new Random(FLIP_SEED);
        List<Long> unnoticed = new ArrayList<>();
        for (int i = 0; i < BIT_FLIPS; i++) {
            long bit = random.nextLong(8L * bundle.length);
            int place = Math.toIntExact(bit >> 3);
            bundle[place] ^= (byte) (1 << (bit & 7));
            if (Audit.verify(new ByteArrayInputStream(bundle), roots).exitCode() == AuditReport.HOLDS) {
                unnoticed.add(bit);
            }
            bundle[place] ^= (byte) (1 << (bit & 7));
        }

        assertThat(Audit.verify(new ByteArrayInputStream(bundle), roots).exitCode())
                .isEqualTo(AuditReport.HOLDS);
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void the_script_verifies_the_bundle_without_java() throws IOException, InterruptedException {
        Path script = Files.write(folder.resolve("verify.sh"), VerifyScript.bytes());

        assertThat(new ProcessBuilder(
                                "bash",
                                script.toString(),
                                results.resolve("bundle.zip").toString(),
                                results.resolve("root.pem").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("script.log").toFile())
                        .start()
                        .waitFor())
                .as(() -> readQuietly(folder.resolve("script.log")))
                .isZero();
    }

    private static List<String> plainJoin() throws SQLException {
        String sql = "SELECT s.segment, count(*), sum(l.defaulted), sum(l.amount) FROM read_csv('" + loans
                + "') l JOIN read_csv('" + subscribers + "') s ON l.id = s.id GROUP BY s.segment";
        List<String> rows = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(
                        found.getLong(2) < DemoTask.MINIMUM_GROUP
                                ? found.getString(1) + ",,,,true"
                                : found.getString(1) + "," + found.getLong(2) + "," + found.getLong(3) + ","
                                        + found.getLong(4) + ",false");
            }
        }
        return rows;
    }

    private static JsonNode summary() throws IOException {
        return JsonMapper.builder().build().readTree(Files.readString(results.resolve("summary.json")));
    }

    private static String readQuietly(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }
}
