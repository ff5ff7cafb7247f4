package io.datapact.node.app;

import static io.datapact.node.app.StoryRequests.BANK;
import static io.datapact.node.app.StoryRequests.CLEARING;
import static io.datapact.node.app.StoryRequests.TASK;
import static io.datapact.node.app.StoryRequests.TELCO;
import static io.datapact.node.app.StoryRequests.column;
import static io.datapact.node.app.StoryRequests.proposal;
import static io.datapact.node.app.StoryRequests.terms;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** What the story's members do before their run, and how a test waits for it. */
final class StoryPreparation {
    static final List<String> MEMBERS = List.of(BANK, TELCO, CLEARING);
    static final Map<String, Object> RUN = Map.of("task", TASK, "run", 1);

    private StoryPreparation() {}

    static void register(TestNetwork network) {
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

    static void prepare(TestNetwork network) throws IOException {
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

    static void approve(TestNetwork network) throws InterruptedException {
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
}
