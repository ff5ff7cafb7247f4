package io.datapact.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.audit.Audit;
import io.datapact.audit.ReplayOutcome;
import io.datapact.audit.report.AuditReport;
import io.datapact.audit.rule.Verdict;
import io.datapact.launcher.LaunchException;
import io.datapact.launcher.audit.BundleExport;
import io.datapact.launcher.audit.BundleVerification;
import io.datapact.launcher.network.EmbeddedNetwork;
import io.datapact.launcher.network.Layout;
import io.datapact.launcher.network.NetworkPlan;
import io.datapact.launcher.process.Programs;
import io.datapact.launcher.process.RunningProgram;
import io.datapact.launcher.rest.Answer;
import io.datapact.launcher.rest.NodeApi;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator's node and the ledger's host are killed with SIGKILL at named points of a run, started again, and the run
 * brought to its end. Then the ledger is read: nothing accepted is lost, nothing ran twice, each input was committed or
 * returned once, and the money is all there.
 */
@Tag("acceptance")
class CrashAcceptanceTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long BANK_EXTRA = 2_000_000;

    @TempDir
    static Path folder;

    private static EmbeddedNetwork network;
    private static StoryTeller teller;
    private static int tasks;

    @BeforeAll
    static void begin() throws IOException {
        StagedPrograms.use();
        network = new EmbeddedNetwork(
                NetworkPlan.demo(), new Layout(Files.createDirectory(folder.resolve("network"))), Programs.staged());
        teller = new StoryTeller(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        network.start();
        try (Nodes nodes = new Nodes()) {
            new Preparations(nodes.cast, teller, network).play();
            nodes.cast.payIn("extra", DemoTask.BANK, BANK_EXTRA);
        }
    }

    @AfterAll
    static void end() {
        network.close();
    }

    static Stream<String> pointsOfTheNode() {
        return Stream.of("after-start-seen", "after-input-committed", "during-compute", "after-attest", "before-close");
    }

    @ParameterizedTest
    @MethodSource("pointsOfTheNode")
    void the_operators_node_killed_at(String point) throws IOException {
        RunningProgram node = network.node(DemoTask.TELCO);
        node.close();
        network.startNode(DemoTask.TELCO, List.of("-Ddatapact.crash.marker=" + point));
        String task;
        try (Nodes nodes = new Nodes()) {
            nodes.shareAddresses();
            task = approvedTask(nodes.cast);
            computation(nodes.cast, task).start();
            awaitMarker(network.node(DemoTask.TELCO), "marker " + point);
            network.node(DemoTask.TELCO).kill();
        }
        network.startNode(DemoTask.TELCO, List.of());
        endWell(task);
    }

    static Stream<String> pointsOfTheHost() {
        return Stream.of("before-fsync:3", "after-fsync-before-answer:3");
    }

    @ParameterizedTest
    @MethodSource("pointsOfTheHost")
    void the_ledgers_host_killed_at(String point) throws IOException {
        String task;
        try (Nodes nodes = new Nodes()) {
            nodes.shareAddresses();
            task = approvedTask(nodes.cast);
            long before = entries(nodes.cast);
            network.host().close();
            network.restartLedgerHost(List.of("-Ddatapact.crash.marker=" + point));
            startWhenPossible(nodes.cast, task);
            awaitMarker(network.host(), "crash-point " + point.substring(0, point.indexOf(':')));
            network.host().kill();
            network.restartLedgerHost(List.of());
            assertThat(entries(nodes.cast)).isGreaterThanOrEqualTo(before);
        }
        endWell(task);
    }

    private static String approvedTask(Cast cast) {
        tasks++;
        String task = DemoTask.BANK + "/crash-" + tasks;
        Computation computation = computation(cast, task);
        computation.propose(System.currentTimeMillis());
        computation.approve();
        computation.fund();
        return task;
    }

    private static Computation computation(Cast cast, String task) {
        return new Computation(cast, teller, task, tasks);
    }

    /** Right after a restart a node may still be looking for the host; the same start is asked again until it is filed. */
    private static void startWhenPossible(Cast cast, String task) {
        Map<String, Object> run = Map.of("task", task, "run", 1);
        until("a start that is filed", () -> {
            Answer answer = cast.node(DemoTask.BANK).post("operator", "/v1/runs", run);
            return answer.done() || answer.reason().equals("ALREADY_DECIDED") || answer.status() >= 500;
        });
    }

    /** Brings a run to its outcome, whatever it is, and holds the ledger against the promises. */
    private static void endWell(String task) throws IOException {
        try (Nodes nodes = new Nodes()) {
            nodes.shareAddresses();
            Map<String, Object> run = Map.of("task", task, "run", 1);
            until("an outcome of " + task, () -> {
                Answer answer = nodes.cast.node(DemoTask.BANK).post("operator", "/v1/settlements", run);
                return answer.done() || answer.reason().equals("ALREADY_DECIDED");
            });
            DemoTask.MEMBERS.forEach(
                    member -> nodes.cast.must(member, "operator", "/v1/collects", Map.of("currency", "CNY")));
            Path bundle = folder.resolve(task.replace('/', '-') + ".zip");
            AuditReport report = exported(nodes.cast, task, bundle);
            assertThat(report.rules(Verdict.VIOLATED)).as(report.text()).isEmpty();
            LedgerFacts facts = LedgerFacts.of(bundle);
            assertThat(facts.count("start-run", task)).as("starts of " + task).isLessThanOrEqualTo(1);
            assertThat(facts.count("close-run", task))
                    .as("outcomes of " + task)
                    .isEqualTo(facts.count("start-run", task));
            assertThat(facts.inputsMoreThanOnce(task)).isEmpty();
            assertThat(facts.inputsWithoutEnd(task)).isEmpty();
            assertThat(Audit.replay(bundle)).isInstanceOf(ReplayOutcome.Replayed.class);
        }
    }

    /** Inputs never committed are returned, and statements handed over, soon after the end. */
    private static AuditReport exported(Cast cast, String task, Path bundle) {
        Path root = network.layout().trustedRoot();
        AuditReport[] last = new AuditReport[1];
        until("a bundle of " + task + " that holds", () -> {
            new BundleExport(cast.node(DemoTask.BANK)).write(task, bundle);
            last[0] = BundleVerification.of(bundle, Optional.of(root));
            return last[0].count(Verdict.VIOLATED) == 0
                    && LedgerFacts.of(bundle).inputsWithoutEnd(task).isEmpty();
        });
        return last[0];
    }

    private static long entries(Cast cast) {
        return cast.read(DemoTask.BANK, "auditor", "/v1/ledger")
                .json()
                .path("entries")
                .asLong(0);
    }

    private static void awaitMarker(RunningProgram program, String line) {
        until("the line '" + line + "' in " + program.log(), () -> {
            try {
                return Files.readString(program.log()).lines().anyMatch(found -> found.contains(line));
            } catch (IOException e) {
                throw new LaunchException("no log", e);
            }
        });
    }

    private interface Condition {
        boolean holds();
    }

    private static void until(String what, Condition condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (condition.holds()) {
                return;
            }
            Computation.pause();
        }
        throw new AssertionError("expected " + what + " within " + PATIENCE.toSeconds() + " s, found none");
    }

    /** Connections to all nodes at the ports they have now. */
    private static final class Nodes implements AutoCloseable {
        private final Map<String, NodeApi> apis = new LinkedHashMap<>();
        private final Cast cast;

        Nodes() {
            DemoTask.MEMBERS.forEach(member -> apis.put(member, network.api(member)));
            cast = new Cast(apis);
        }

        /** A node that was started again listens at another port. */
        void shareAddresses() {
            DemoTask.MEMBERS.forEach(member -> assertThat(cast.node(member)
                            .put("admin", "/v1/peers", network.peersOf(member))
                            .done())
                    .isTrue());
        }

        @Override
        public void close() {
            apis.values().forEach(NodeApi::close);
        }
    }
}
