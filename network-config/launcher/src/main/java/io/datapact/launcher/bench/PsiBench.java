package io.datapact.launcher.bench;

import io.datapact.launcher.LaunchException;
import io.datapact.launcher.demo.Demo;
import io.datapact.launcher.demo.Rehearsal;
import io.datapact.launcher.request.DatasetTerms;
import io.datapact.launcher.request.DatasetVersion;
import io.datapact.launcher.request.Proposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * A set intersection of 2^16 identifiers a side through two nodes, from the start's being asked for to the result at the
 * recipient; and of that, what is not the protocol: gate, commitments, sealing, attestation, release, opening.
 */
final class PsiBench {
    private static final int ITEMS = 1 << 16;
    private static final int RUNS = 3;
    private static final long END_SECONDS = 300;
    private static final long DAY_MILLIS = 86_400_000L;
    private static final long YEAR_MILLIS = 365 * DAY_MILLIS;
    private static final long PEER_BYTES = 1_000_000_000;
    private static final int SENSITIVITY = 3;
    private static final int MINIMUM_GROUP = 2;
    private static final String OPERATION = "psi";
    private static final String TRUST_MODEL = "semi-honest-2pc";
    private static final String LEGAL_BASIS = "contract";

    private final Rehearsal rehearsal;

    private PsiBench(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    static List<BenchLine> run() {
        Path folder = LedgerBench.temporary();
        try (Rehearsal rehearsal = new Rehearsal(folder)) {
            return new PsiBench(rehearsal).measure();
        } catch (IOException e) {
            throw new LaunchException("the benchmark's tables could not be written", e);
        } finally {
            Demo.delete(folder);
        }
    }

    private List<BenchLine> measure() throws IOException {
        publish("bank-a", "bank-a/left", 0);
        publish("telco-b", "telco-b/right", ITEMS / 2);
        rehearsal.must(
                "clearing-c",
                "approver",
                "/v1/algorithms",
                Map.of("algorithm", "clearing-c/mpc-psi", "version", 1, "plugin", "datapact/mpc-psi"));
        double[] whole = new double[RUNS];
        double[] around = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            once("bank-a/psi-" + i, i, whole, around);
        }
        return List.of(
                BenchLine.of("psi.through-nodes", ITEMS, 2, "loopback-mtls", whole, 0),
                BenchLine.of("psi.all-but-the-protocol", ITEMS, 2, "loopback-mtls", around, 0));
    }

    private void once(String task, int i, double[] whole, double[] around) {
        String digest = rehearsal
                .must("bank-a", "approver", "/v1/tasks", proposal(task, i + 1))
                .json()
                .path("digest")
                .asString("");
        long seen = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
        rehearsal.approve("bank-a", task, digest);
        while (!rehearsal
                .post("telco-b", "approver", "/v1/tasks/approvals", Map.of("task", task, "manifest", digest))
                .done()) {
            pause(seen, "telco-b to see the proposal");
        }
        long begin = System.nanoTime();
        rehearsal.must("bank-a", "operator", "/v1/runs", Map.of("task", task, "run", 1));
        long computing = 0;
        long last = System.nanoTime();
        JsonNode state = rehearsal.run("bank-a", task);
        while (state.path("percent").asInt(0) < 100) {
            if (!state.path("failure").asString("").isEmpty()) {
                throw new LaunchException("the run failed: " + state);
            }
            pause(seen, "the run to end");
            state = rehearsal.run("bank-a", task);
            long now = System.nanoTime();
            computing += state.path("stage").asString("").equals("computing") ? now - last : 0;
            last = now;
        }
        whole[i] = (System.nanoTime() - begin) / 1e9;
        around[i] = whole[i] - computing / 1e9;
    }

    private static void pause(long until, String what) {
        if (System.nanoTime() > until) {
            throw new LaunchException("expected " + what + " within " + END_SECONDS + " s");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }

    private void publish(String member, String dataset, int first) throws IOException {
        List<String> lines = new ArrayList<>(List.of("id"));
        for (int i = 0; i < ITEMS; i++) {
            lines.add("person-" + (first + i));
        }
        String name = dataset.substring(dataset.indexOf('/') + 1) + ".csv";
        Path file = rehearsal.home(member).resolve("data").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
        rehearsal.must(member, "approver", "/v1/datasets", Map.of("dataset", dataset));
        rehearsal.must(
                member,
                "approver",
                "/v1/datasets/versions",
                DatasetVersion.of(dataset).column("id", "TEXT", SENSITIVITY).request(file.toString(), terms()));
    }

    private static DatasetTerms terms() {
        return new DatasetTerms(
                "bench",
                OPERATION,
                "bank-a",
                TRUST_MODEL,
                RUNS,
                System.currentTimeMillis() + YEAR_MILLIS,
                MINIMUM_GROUP,
                List.of(),
                "CNY",
                0,
                1,
                LEGAL_BASIS,
                "0".repeat(64));
    }

    private static Map<String, Object> proposal(String task, int slot) {
        return Proposal.of(task, slot, "bank-a")
                .purpose("bench/psi", "clearing-c/mpc-psi", OPERATION)
                .input("left", "bank-a/left", List.of("id"), SENSITIVITY)
                .input("right", "telco-b/right", List.of("id"), SENSITIVITY)
                .party("bank-a", "input", "compute", "recipient")
                .party("telco-b", "input", "compute")
                .output("common", MINIMUM_GROUP, ITEMS)
                .limits(System.currentTimeMillis() + DAY_MILLIS, END_SECONDS, PEER_BYTES)
                .settlement(withoutPrice())
                .trust(TRUST_MODEL)
                .request("benchmark", LEGAL_BASIS, Map.of("key", "id"));
    }

    private static Map<String, Object> withoutPrice() {
        return Map.of(
                "currency", "CNY",
                "price", 0,
                "sharing", "fixed",
                "shares", List.of(),
                "fee", Map.of("member", "bank-a", "amount", 0),
                "deposits", List.of(),
                "arbiters", Map.of("members", List.of(), "needed", 0));
    }
}
