package io.datapact.node.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StoryTest {
    private static final String BANK = "bank-a";
    private static final String TELCO = "telco-b";
    private static final String CLEARING = "clearing-c";
    private static final List<String> MEMBERS = List.of(BANK, TELCO, CLEARING);
    private static final String TASK = BANK + "/2026-000001";
    private static final Map<String, Object> RUN = Map.of("task", TASK, "run", 1);

    @TempDir
    private static Path folder;

    @Test
    void three_nodes_play_the_story_over_rest() throws IOException, InterruptedException {
        try (TestNetwork network = TestNetwork.of(folder, BANK, TELCO, CLEARING)) {
            for (String member : MEMBERS) {
                network.start(member);
            }
            register(network);
            prepare(network);
            approve(network);
            run(network);
        }
    }

    private static void register(TestNetwork network) {
        for (String member : MEMBERS) {
            for (String role : List.of("approver", "node", "tls")) {
                committed(network.api(member).post("admin", "/v1/certificates", Map.of("role", role)));
            }
            assertThat(network.api(member)
                            .put("admin", "/v1/peers", network.peersOf(member))
                            .status())
                    .isEqualTo(200);
        }
        committed(network.api(CLEARING).post("admin", "/v1/certificates", Map.of("role", "market")));
        for (String member : MEMBERS) {
            committed(network.api(CLEARING)
                    .post(
                            "market",
                            "/v1/payins",
                            Map.of("currency", "CNY", "reference", "t-" + member, "member", member, "amount", 5000)));
            committed(network.api(member).post("operator", "/v1/collects", Map.of("currency", "CNY")));
            assertThat(network.api(member)
                            .get("operator", "/v1/balances")
                            .json()
                            .path("CNY")
                            .asInt(0))
                    .isEqualTo(5000);
        }
    }

    private static void prepare(TestNetwork network) throws IOException {
        table(
                network,
                BANK,
                "loans",
                "id,amount\na,10\nb,20\nc,30\nd,40\n",
                List.of(column("id", "TEXT"), column("amount", "INTEGER")));
        table(
                network,
                TELCO,
                "subscribers",
                "id,segment\na,x\nb,x\nc,y\nz,y\n",
                List.of(column("id", "TEXT"), column("segment", "TEXT")));
        committed(network.api(CLEARING)
                .post(
                        "approver",
                        "/v1/algorithms",
                        Map.of("algorithm", CLEARING + "/plain", "version", 1, "plugin", "datapact/plaintext")));
        TestApi.Answer proposed = network.api(BANK).post("approver", "/v1/tasks", proposal());
        committed(proposed);
        assertThat(proposed.json().path("task").asString("")).isEqualTo(TASK);
    }

    private static void table(
            TestNetwork network, String member, String name, String csv, List<Map<String, Object>> columns)
            throws IOException {
        Path data = Files.createDirectories(network.home(member).resolve("data"));
        Files.writeString(data.resolve(name + ".csv"), csv);
        committed(network.api(member).post("approver", "/v1/datasets", Map.of("dataset", member + "/" + name)));
        Map<String, Object> version = new HashMap<>();
        version.put("dataset", member + "/" + name);
        version.put("version", 1);
        version.put("schema", Map.of("columns", columns, "key", List.of("id")));
        version.put("file", name + ".csv");
        version.put("terms", terms());
        committed(network.api(member).post("approver", "/v1/datasets/versions", version));
    }

    private static void approve(TestNetwork network) throws InterruptedException {
        TestApi.Answer early = network.api(BANK).post("operator", "/v1/runs", RUN);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.json().path("reason").asString("")).isEqualTo("APPROVAL_MISSING");
        for (String member : MEMBERS) {
            await(() -> network.api(member)
                            .get("approver", "/v1/inbox")
                            .json()
                            .path("waiting")
                            .size()
                    == 1);
            JsonNode item = network.api(member)
                    .get("approver", "/v1/inbox")
                    .json()
                    .path("waiting")
                    .path(0);
            assertThat(item.path("words").size()).isGreaterThan(3);
            assertThat(item.path("complete").asBoolean(false)).isTrue();
            committed(network.api(member)
                    .post(
                            "approver",
                            "/v1/tasks/approvals",
                            Map.of(
                                    "task",
                                    TASK,
                                    "manifest",
                                    item.path("manifest").asString(""))));
        }
        JsonNode task =
                network.api(TELCO).get("operator", "/v1/tasks?task=" + TASK).json();
        assertThat(task.path("state").asString("")).isEqualTo("APPROVED");
    }

    private static void run(TestNetwork network) throws InterruptedException {
        MEMBERS.forEach(member -> committed(network.api(member).post("operator", "/v1/deposits", RUN)));
        committed(network.api(BANK).post("operator", "/v1/funds", RUN));
        committed(network.api(BANK).post("operator", "/v1/runs", RUN));
        String path = "/v1/runs?task=" + TASK + "&run=1";
        await(() -> network.api(BANK)
                .get("operator", path)
                .json()
                .path("outcome")
                .asString("")
                .equals("SETTLED"));
        JsonNode run = network.api(BANK).get("operator", path).json();
        assertThat(run.path("failure").asString("")).isEmpty();
        TestApi.Answer result = network.api(BANK).get("operator", "/v1/results?task=" + TASK + "&run=1&output=table");
        assertThat(result.text()).isEqualTo("segment,count,amount,suppressed\nx,2,30,false\ny,,,true\n");
        TestApi.Answer again = network.api(BANK).post("operator", "/v1/runs", Map.of("task", TASK, "run", 2));
        assertThat(again.json().path("reason").asString("")).isEqualTo("USES_EXHAUSTED");
    }

    static void committed(TestApi.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("outcome").asString("")).isEqualTo("committed");
    }

    static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(until);
            Thread.sleep(50);
        }
    }

    private static Map<String, Object> column(String name, String type) {
        return Map.of("name", name, "type", type, "scale", 0, "sensitivity", 3, "nullable", false);
    }

    private static Map<String, Object> terms() {
        return Map.ofEntries(
                Map.entry("purposes", List.of("credit-risk")),
                Map.entry("operations", List.of("group-by")),
                Map.entry("recipients", List.of(BANK)),
                Map.entry("trustModels", List.of("plaintext")),
                Map.entry("fairness", List.of("none")),
                Map.entry("simulated", false),
                Map.entry("uses", 5),
                Map.entry("epsilonMicros", 0),
                Map.entry("expires", System.currentTimeMillis() + 86_400_000L),
                Map.entry("minimumGroup", 2),
                Map.entry("neverReleased", List.of()),
                Map.entry("currency", "CNY"),
                Map.entry("pricePerUse", 0),
                Map.entry("retentionDays", 30),
                Map.entry("legalBasis", "consent"),
                Map.entry("consent", "0".repeat(64)),
                Map.entry("abroad", false));
    }

    private static Map<String, Object> proposal() {
        Map<String, Object> manifest = new HashMap<>();
        manifest.put("task", TASK);
        manifest.put("slot", 1);
        manifest.put("policy", 1);
        manifest.put("proposer", BANK);
        manifest.put("payer", BANK);
        manifest.put("purpose", "credit-risk/scoring");
        manifest.put("algorithm", Map.of("id", CLEARING + "/plain", "version", 1, "operation", "group-by"));
        manifest.put("inputs", List.of(input("loans", BANK, "amount"), input("subscribers", TELCO, "segment")));
        manifest.put(
                "parties",
                List.of(
                        party(0, BANK, "input", "compute", "recipient"),
                        party(1, TELCO, "input", "compute"),
                        party(2, CLEARING, "compute")));
        manifest.put(
                "outputs",
                List.of(Map.of(
                        "name",
                        "table",
                        "recipients",
                        List.of(BANK),
                        "minimumGroup",
                        2,
                        "maximumRows",
                        16,
                        "abroad",
                        false)));
        manifest.put(
                "limits",
                Map.of(
                        "runs", 1,
                        "notBefore", 0,
                        "notAfter", System.currentTimeMillis() + 86_400_000L,
                        "runSeconds", 60,
                        "peerBytes", "10000000"));
        manifest.put(
                "terms",
                Map.of(
                        "currency", "CNY",
                        "price", 0,
                        "sharing", "fixed",
                        "shares", List.of(Map.of("member", TELCO, "weight", 1)),
                        "fee", Map.of("member", CLEARING, "amount", 0),
                        "deposits",
                                MEMBERS.stream()
                                        .map(member -> Map.of("member", member, "amount", 100))
                                        .toList(),
                        "arbiters", Map.of("members", List.of(), "needed", 0)));
        manifest.put("trust", Map.of("model", "plaintext", "simulated", false, "fairness", "none"));
        return Map.of("manifest", manifest, "body", body());
    }

    private static Map<String, Object> body() {
        return Map.of(
                "description", "A test.",
                "legalBasis", "consent",
                "parameters",
                        Map.of(
                                "key", "id",
                                "left", "loans",
                                "right", "subscribers",
                                "groupBy",
                                        Map.of(
                                                "input",
                                                "subscribers",
                                                "column",
                                                "segment",
                                                "values",
                                                List.of("x", "y")),
                                "aggregates",
                                        List.of(
                                                Map.of("name", "count", "op", "count"),
                                                Map.of(
                                                        "name", "amount", "op", "sum", "input", "loans", "column",
                                                        "amount"))));
    }

    private static Map<String, Object> input(String name, String member, String column) {
        return Map.of(
                "name",
                name,
                "dataset",
                member + "/" + name,
                "version",
                1,
                "columns",
                List.of("id", column),
                "sensitivity",
                3,
                "epsilonMicros",
                0);
    }

    private static Map<String, Object> party(int index, String member, String... roles) {
        return Map.of("index", index, "node", member + "/1", "roles", List.of(roles));
    }
}
