package io.datapact.mpc;

import io.datapact.compute.memory.MemoryTable;
import io.datapact.compute.testing.ManifestBuilder;
import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.dataset.Column;
import io.datapact.contract.dataset.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Manifests, parameters and tables of the bank, the operator and the clearing house. */
final class Tables {
    static final String GROUP_BY = """
            {"aggregates":[{"name":"count","op":"count"},\
            {"column":"defaulted","input":"loans","name":"defaults","op":"sum"},\
            {"column":"amount","input":"loans","name":"amount","op":"sum"},\
            {"column":"months","input":"subscribers","name":"months","op":"sum"}],\
            "groupBy":{"column":"segment","input":"subscribers","values":["prepaid","postpaid","corporate"]},\
            "key":"id","left":"loans","right":"subscribers"}""";

    private static final List<Column> LOANS = List.of(
            new Column("amount", ColumnType.DECIMAL, 2, 3, true),
            new Column("id", ColumnType.TEXT, 0, 3, true),
            new Column("defaulted", ColumnType.BOOLEAN, 0, 3, true));
    private static final List<Column> SUBSCRIBERS = List.of(
            new Column("id", ColumnType.TEXT, 0, 3, true),
            new Column("segment", ColumnType.TEXT, 0, 3, true),
            new Column("months", ColumnType.INTEGER, 0, 3, true));

    private Tables() {}

    static ManifestBuilder groupByManifest() {
        return ManifestBuilder.aManifest("datapact/mpc-statistics", "group-by")
                .party("bank-a", "input", "compute", "recipient")
                .party("telco-b", "input", "compute")
                .party("clearing-c", "compute")
                .input("bank-a", "loans", "amount", "id", "defaulted")
                .input("telco-b", "subscribers", "id", "segment", "months")
                .minimumGroup(2);
    }

    static ManifestBuilder psiManifest() {
        return ManifestBuilder.aManifest("datapact/mpc-psi", "psi")
                .party("bank-a", "input", "compute", "recipient")
                .party("telco-b", "input", "compute")
                .input("bank-a", "loans", "amount", "id", "defaulted")
                .input("telco-b", "subscribers", "id", "segment", "months");
    }

    static MemoryTable.Builder loans() {
        return MemoryTable.of(LOANS);
    }

    static MemoryTable.Builder subscribers() {
        return MemoryTable.of(SUBSCRIBERS);
    }

    /** Some ids of a range, each once, in random order. */
    static List<String> ids(Random random, int range, double share) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < range; i++) {
            if (random.nextDouble() < share) {
                ids.add("p" + i);
            }
        }
        Collections.shuffle(ids, random);
        return ids;
    }

    static MemoryTable randomLoans(Random random, List<String> ids) {
        MemoryTable.Builder table = loans();
        ids.forEach(id -> table.row(
                java.math.BigDecimal.valueOf(random.nextLong(-1_000_000_000L, 1_000_000_000L), 2)
                        .toPlainString(),
                id,
                Boolean.toString(random.nextBoolean())));
        return table.build();
    }

    static MemoryTable randomSubscribers(Random random, List<String> ids) {
        List<String> segments = List.of("prepaid", "prepaid", "postpaid", "corporate", "unlisted", MemoryTable.MISSING);
        MemoryTable.Builder table = subscribers();
        ids.forEach(id -> table.row(
                id, segments.get(random.nextInt(segments.size())), Integer.toString(random.nextInt(-5, 100))));
        return table.build();
    }

    static JsonObject json(String text) {
        Parsed<Json> parsed = CanonicalJson.decode(text.getBytes(StandardCharsets.UTF_8), 1 << 16);
        if (parsed instanceof Parsed.Value<Json>(Json value) && value instanceof JsonObject object) {
            return object;
        }
        throw new AssertionError("the test's parameters are not canonical JSON: " + parsed);
    }
}
