package io.datapact.compute.plaintext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.compute.ComputePlugin;
import io.datapact.compute.OutputShare;
import io.datapact.compute.OutputTable;
import io.datapact.compute.PluginDescriptors;
import io.datapact.compute.Problem;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.RunOutput;
import io.datapact.compute.memory.MemoryTable;
import io.datapact.compute.testing.ManifestBuilder;
import io.datapact.compute.testing.PluginRun;
import io.datapact.compute.testing.PluginRun.PartyEnd;
import io.datapact.compute.testing.TamperingChannel;
import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.dataset.Column;
import io.datapact.contract.dataset.ColumnType;
import io.datapact.contract.task.TaskManifest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class PlaintextPluginTest {
    private static final String GROUP_BY = """
            {"aggregates":[{"name":"count","op":"count"},\
            {"column":"defaulted","input":"loans","name":"defaults","op":"sum"},\
            {"column":"amount","input":"loans","name":"amount","op":"sum"}],\
            "groupBy":{"column":"segment","input":"subscribers","values":["prepaid","postpaid","none"]},\
            "key":"id","left":"loans","right":"subscribers"}""";

    private final PlaintextPlugin plugin = new PlaintextPlugin();

    @Test
    void is_found_by_the_service_loader_and_equals_its_static_descriptor() {
        assertThat(ServiceLoader.load(ComputePlugin.class))
                .anySatisfy(found -> assertThat(found.descriptor()).isEqualTo(plugin.descriptor()));
        assertThat(PluginDescriptors.readFrom(getClass().getClassLoader(), "plaintext"))
                .isEqualTo(plugin.descriptor());
        assertThat(plugin.descriptor().plugin()).isEqualTo(PlaintextPlugin.class.getName());
        assertThat(plugin.descriptor().operations())
                .allSatisfy(
                        operation -> assertThat(operation.trustModel().value()).isEqualTo("plaintext"));
    }

    @Test
    void groups_the_join_and_suppresses_small_groups() {
        OutputTable result = new PluginRun(plugin, groupByManifest(2), json(GROUP_BY))
                .input(0, "loans", loans())
                .input(1, "subscribers", subscribers())
                .runAndOpen();
        assertThat(result.header()).containsExactly("segment", "count", "defaults", "amount", "suppressed");
        assertThat(result.rows())
                .containsExactly(
                        List.of("prepaid", "2", "1", "-99.50", "false"),
                        List.of("postpaid", "", "", "", "true"),
                        List.of("none", "", "", "", "true"));
    }

    @Test
    void tells_the_keys_that_both_have() {
        TaskManifest manifest = ManifestBuilder.aManifest("datapact/plaintext", "psi")
                .party("bank-a", "input", "compute", "recipient")
                .party("telco-b", "input", "compute")
                .input("bank-a", "loans", "id", "amount", "defaulted")
                .input("telco-b", "subscribers", "id", "segment")
                .build();
        OutputTable result = new PluginRun(plugin, manifest, json("{\"key\":\"id\"}"))
                .input(0, "loans", loans())
                .input(1, "subscribers", subscribers())
                .runAndOpen();
        assertThat(result)
                .isEqualTo(new OutputTable(List.of("id"), List.of(List.of("p1"), List.of("p2"), List.of("p3"))));
    }

    @Test
    void refuses_a_key_that_is_there_twice_and_ends_at_every_party() {
        List<PartyEnd> ends = new PluginRun(plugin, groupByManifest(1), json(GROUP_BY))
                .input(
                        0,
                        "loans",
                        loanTable()
                                .row("p1", "1", "true")
                                .row("p1", "2", "true")
                                .build())
                .input(1, "subscribers", subscribers())
                .run();
        assertThat(failure(ends.getFirst())).hasValue(RunFailure.INPUT_REFUSED);
    }

    @Test
    void garbage_from_a_peer_ends_with_its_name() {
        for (byte[] garbage : new byte[][] {{}, {5}, {1, 0, 0, 0, 9, 'x'}, {1, -1, -1, -1, -1}}) {
            for (int message = 0; message < 3; message++) {
                int number = message;
                List<PartyEnd> ends = new PluginRun(plugin, groupByManifest(1), json(GROUP_BY))
                        .input(0, "loans", loans())
                        .input(1, "subscribers", subscribers())
                        .wrap(1, channel -> new TamperingChannel(channel, TamperingChannel.replace(number, garbage)))
                        .run();
                assertThat(failure(ends.getFirst())).hasValue(RunFailure.PEER_GARBAGE);
            }
        }
    }

    @Test
    void says_what_is_wrong_with_parameters() {
        TaskManifest manifest = groupByManifest(1);
        assertThat(plugin.check(manifest, json(GROUP_BY))).isEmpty();
        assertThat(where(manifest, GROUP_BY.replace("\"key\":\"id\"", "\"key\":\"segment\"")))
                .containsExactly("parameters/left");
        assertThat(where(manifest, GROUP_BY.replace("\"count\",\"op\":\"count\"", "\"count\",\"op\":\"median\"")))
                .containsExactly("parameters/aggregates/0/op");
        assertThat(where(manifest, GROUP_BY.replace("\"right\":\"subscribers\"", "\"right\":\"loans\"")))
                .contains("parameters/right", "parameters/groupBy/input");
        assertThat(where(manifest, GROUP_BY.replace("[\"prepaid\",\"postpaid\",\"none\"]", "[]")))
                .containsExactly("parameters/groupBy/values");
        assertThat(where(manifest, GROUP_BY.replace("\"postpaid\"", "\"prepaid\"")))
                .containsExactly("parameters/groupBy/values");
        assertThat(where(manifest, GROUP_BY.replace("\"name\":\"amount\"", "\"name\":\"count\"")))
                .containsExactly("parameters/aggregates/2/name");
        assertThat(where(manifest, "{}")).hasSize(1);
        assertThat(where(manifest, "{\"surprise\":1}")).hasSize(1);
    }

    @Test
    void opening_refuses_shares_that_do_not_fit() {
        TaskManifest manifest = groupByManifest(1);
        RunOutput what =
                new RunOutput(manifest, json(GROUP_BY), manifest.outputs().getFirst());
        OutputShare broken = new OutputShare(0, new byte[] {1, 0, 0});
        assertThatThrownBy(() -> plugin.open(what, List.of(broken)))
                .isInstanceOfSatisfying(
                        RunFailedException.class,
                        failed -> assertThat(failed.failure()).isEqualTo(RunFailure.OUTPUT_CHECK));
        assertThatThrownBy(() -> plugin.open(what, List.of(broken, broken)))
                .isInstanceOfSatisfying(
                        RunFailedException.class,
                        failed -> assertThat(failed.failure()).isEqualTo(RunFailure.OUTPUT_CHECK));
    }

    private List<String> where(TaskManifest manifest, String parameters) {
        return plugin.check(manifest, json(parameters)).stream()
                .map(Problem::where)
                .toList();
    }

    private static Optional<RunFailure> failure(PartyEnd end) {
        return end.failed().map(RunFailedException::failure);
    }

    private static TaskManifest groupByManifest(long minimumGroup) {
        return ManifestBuilder.aManifest("datapact/plaintext", "group-by")
                .party("bank-a", "input", "compute", "recipient")
                .party("telco-b", "input")
                .input("bank-a", "loans", "id", "amount", "defaulted")
                .input("telco-b", "subscribers", "id", "segment")
                .minimumGroup(minimumGroup)
                .build();
    }

    private static MemoryTable.Builder loanTable() {
        return MemoryTable.of(List.of(
                new Column("id", ColumnType.TEXT, 0, 3, false),
                new Column("amount", ColumnType.DECIMAL, 2, 3, false),
                new Column("defaulted", ColumnType.BOOLEAN, 0, 3, false)));
    }

    private static MemoryTable loans() {
        return loanTable()
                .row("p1", "0.50", "true")
                .row("p2", "-100", "false")
                .row("p3", "7", "true")
                .row("p9", "1000", "true")
                .build();
    }

    private static MemoryTable subscribers() {
        return MemoryTable.of(List.of(
                        new Column("id", ColumnType.TEXT, 0, 3, false),
                        new Column("segment", ColumnType.TEXT, 0, 3, true)))
                .row("p3", "postpaid")
                .row("p1", "prepaid")
                .row("p2", "prepaid")
                .row("p7", "none")
                .build();
    }

    private static JsonObject json(String text) {
        Parsed<Json> parsed = CanonicalJson.decode(text.getBytes(StandardCharsets.UTF_8), 1 << 16);
        return switch (parsed) {
            case Parsed.Value<Json>(Json value) -> (JsonObject) value;
            case Parsed.Malformed<Json>(String path, String detail) -> throw new AssertionError(path + ": " + detail);
        };
    }
}
