package io.datapact.node.app;

import static io.datapact.node.app.StoryPreparation.MEMBERS;
import static io.datapact.node.app.StoryPreparation.RUN;
import static io.datapact.node.app.StoryPreparation.approve;
import static io.datapact.node.app.StoryPreparation.await;
import static io.datapact.node.app.StoryPreparation.committed;
import static io.datapact.node.app.StoryPreparation.prepare;
import static io.datapact.node.app.StoryPreparation.register;
import static io.datapact.node.app.StoryRequests.BANK;
import static io.datapact.node.app.StoryRequests.CLEARING;
import static io.datapact.node.app.StoryRequests.TASK;
import static io.datapact.node.app.StoryRequests.TELCO;
import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.evidence.ManifestSeal;
import io.datapact.contract.merkle.MerkleFrontier;
import io.datapact.contract.merkle.MerkleTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class StoryTest {
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
            audit(network);
            restart(network);
            dispute(network);
        }
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

    /** What an auditor gets is the whole history, everybody's evidence, and a seal. */
    private static void audit(TestNetwork network) throws InterruptedException, IOException {
        TestApi bank = network.api(BANK);
        String export = "/v1/audit/export?task=" + TASK;
        await(() -> {
            TestApi.Answer answer = bank.get("auditor", export);
            assertThat(answer.status() == 200 || answer.code().equals("EVIDENCE_INCOMPLETE"))
                    .isTrue();
            return answer.status() == 200;
        });
        assertThat(chains(bank.get("auditor", export).body().toBytes())).isEqualTo(Set.copyOf(MEMBERS));
        assertThat(bank.get("auditor", export).body())
                .isEqualTo(bank.get("auditor", export).body());
        incomplete(network, export);
        List<String> lines =
                bank.get("auditor", "/v1/ledger/entries").text().lines().toList();
        List<String> tail =
                bank.get("auditor", "/v1/ledger/entries?from=5").text().lines().toList();
        MerkleFrontier frontier = new MerkleFrontier();
        for (String line : lines) {
            frontier.append(MerkleTree.leafHash(line.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(tail).isEqualTo(lines.subList(5, lines.size()));
        JsonNode summary = bank.get("auditor", "/v1/ledger").json();
        assertThat(summary.path("kind").asString("")).isEqualTo("embedded");
        assertThat(summary.path("entries").asLong(0)).isEqualTo(lines.size());
        assertThat(summary.path("stateDigest").asString(""))
                .isEqualTo(network.api(TELCO)
                        .get("auditor", "/v1/ledger")
                        .json()
                        .path("stateDigest")
                        .asString(""));
        String checkpoint = bank.get("auditor", "/v1/ledger/checkpoint").text();
        String root = Base64.getEncoder().encodeToString(frontier.root().toBytes());
        assertThat(checkpoint).startsWith("datapact-test\n" + lines.size() + "\n" + root + "\n");
        assertThat(bank.get("auditor", "/v1/ledger/witnesses").json().path("checkpoints"))
                .isEmpty();
        assertThat(bank.get("auditor", "/v1/ledger/forks").json().path("forks")).isEmpty();
        assertThat(bank.get("auditor", "/v1/ledger/handovers").json().path("handovers"))
                .isEmpty();
        checkpoints(bank, lines.size());
        sealed(bank);
    }

    /** What was verified before the start, and what witnesses say now; nobody names one here. */
    private static void checkpoints(TestApi bank, int entries) {
        JsonNode kept =
                bank.get("auditor", "/v1/ledger/checkpoints?task=" + TASK).json();
        assertThat(kept.path("checkpoints")).hasSize(1);
        String before = kept.path("checkpoints").path(0).asString("");
        assertThat(Long.parseLong(before.lines().toList().get(1))).isBetween(1L, (long) entries);
        JsonNode gathered =
                bank.post("auditor", "/v1/ledger/cosignatures", Map.of()).json();
        assertThat(gathered.path("checkpoint").asString("")).startsWith("datapact-test\n" + entries + "\n");
        assertThat(gathered.path("missing")).isEmpty();
        assertThat(bank.get("auditor", "/v1/ledger/checkpoints?task=bank-a/2026-999999")
                        .status())
                .isEqualTo(404);
        assertThat(bank.get("auditor", "/v1/ledger/checkpoints?task=../../keys").status())
                .isEqualTo(400);
        assertThat(bank.post("operator", "/v1/ledger/cosignatures", Map.of()).status())
                .isEqualTo(403);
    }

    /** While a party's statement is missing, what there is must be asked for. */
    private static void incomplete(TestNetwork network, String export) throws IOException {
        Path chain = network.home(BANK).resolve("peer-evidence").resolve(TELCO).resolve(TASK);
        Path last;
        try (Stream<Path> files = Files.list(chain)) {
            last = files.filter(file -> file.toString().contains("settlement"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] kept = Files.readAllBytes(last);
        Files.delete(last);
        TestApi.Answer refused = network.api(BANK).get("auditor", export);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("EVIDENCE_INCOMPLETE");
        assertThat(refused.json().path("detail").asString("")).startsWith(TELCO);
        assertThat(network.api(BANK)
                        .get("auditor", export + "&incomplete=allow")
                        .status())
                .isEqualTo(200);
        Files.write(last, kept);
        assertThat(network.api(BANK).get("auditor", export).status()).isEqualTo(200);
    }

    private static void sealed(TestApi bank) {
        String manifest = "ab".repeat(32);
        TestApi.Answer answer = bank.post("auditor", "/v1/audit/seals", Map.of("manifest", manifest, "exported", 7));
        byte[] envelope =
                Base64.getDecoder().decode(answer.json().path("envelope").asString(""));

        assertThat(bank.get("auditor", "/v1/audit/exporter").json().path("certificate"))
                .isEqualTo(answer.json().path("certificate"));
        assertThat(Dsse.Envelope.parse(envelope)).isInstanceOfSatisfying(Parsed.Value.class, parsed -> {
            Dsse.Envelope dsse = (Dsse.Envelope) parsed.value();
            assertThat(dsse.payloadType()).isEqualTo(ManifestSeal.PAYLOAD_TYPE);
            assertThat(new String(dsse.payload().toBytes(), StandardCharsets.UTF_8))
                    .contains("\"manifest\":\"" + manifest + "\"", "\"exporter\":\"bank-a\"", "\"at\":7");
        });
    }

    /** A node that comes back knows its money, its result and where the others are. */
    private static void restart(TestNetwork network) throws IOException {
        network.stop(BANK);
        assertThat(network.home(BANK).resolve("node.port")).doesNotExist();
        network.start(BANK);
        TestApi bank = network.api(BANK);

        assertThat(bank.get("operator", "/v1/results?task=" + TASK + "&run=1&output=table")
                        .status())
                .isEqualTo(200);
        assertThat(bank.get("operator", "/v1/runs?task=" + TASK + "&run=1")
                        .json()
                        .path("percent")
                        .asInt(0))
                .isEqualTo(100);
        committed(bank.post("operator", "/v1/collects", Map.of("currency", "CNY")));
        assertThat(bank.get("operator", "/v1/balances").json().path("CNY").asInt(0))
                .isEqualTo(5000);
    }

    /** Nobody arbitrates this task, so what leaves the agreed course is refused by the rule book; money can be taken out. */
    private static void dispute(TestNetwork network) {
        String digest = "cd".repeat(32);
        TestApi bank = network.api(BANK);
        refused(
                bank.post(
                        "operator",
                        "/v1/disputes",
                        Map.of("task", TASK, "run", 1, "cause", "share/wrong", "statement", digest)),
                "ALREADY_DECIDED");
        Map<String, Object> verdict =
                Map.of("price", "REFUND", "faults", List.of(TELCO), "harmed", List.of(BANK), "frivolous", List.of());
        refused(
                network.api(CLEARING)
                        .post("approver", "/v1/rulings", Map.of("task", TASK, "run", 1, "verdict", verdict)),
                "ALREADY_DECIDED");
        refused(
                bank.post("admin", "/v1/payouts", Map.of("currency", "CNY", "amount", 5001, "order", digest)),
                "BALANCE_TOO_LOW");
        committed(bank.post("admin", "/v1/payouts", Map.of("currency", "CNY", "amount", 4000, "order", digest)));
        assertThat(bank.get("operator", "/v1/balances").json().path("CNY").asInt(0))
                .isEqualTo(1000);
        assertThat(bank.post("admin", "/v1/payouts", Map.of("currency", "CNY", "amount", -1, "order", digest))
                        .status())
                .isEqualTo(400);
        assertThat(bank.post("operator", "/v1/payouts", Map.of("currency", "CNY", "amount", 1, "order", digest))
                        .status())
                .isEqualTo(403);
    }

    private static void refused(TestApi.Answer answer, String reason) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.json().path("reason").asString("")).isEqualTo(reason);
    }

    private static Set<String> chains(byte[] zip) {
        Set<String> members = new HashSet<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(entry.getName()).matches("evidence/[a-z-]+/[0-9]{6}[.][a-z]+[.]dsse[.]json");
                members.add(entry.getName().split("/", -1)[1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return members;
    }
}
