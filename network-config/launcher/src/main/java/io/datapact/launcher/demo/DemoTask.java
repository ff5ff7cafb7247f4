package io.datapact.launcher.demo;

import java.util.List;
import java.util.Map;

/** What the demo's members register and propose, as the nodes' REST interface takes it. Amounts are fen. */
final class DemoTask {
    static final String BANK = "bank-a";
    static final String TELCO = "telco-b";
    static final String CLEARING = "clearing-c";
    static final List<String> MEMBERS = List.of(BANK, TELCO, CLEARING);
    static final String CURRENCY = "CNY";
    static final String TASK = BANK + "/2026-000001";
    static final String ALGORITHM = CLEARING + "/mpc-statistics";
    static final String PLUGIN = "datapact/mpc-statistics";
    static final String OUTPUT = "table";
    static final long PRICE = 100_001;
    static final long FEE = 10_000;
    static final long DEPOSIT = 20_001;
    static final long MINIMUM_GROUP = 10;
    static final List<String> SEGMENTS = List.of("management", "skilled", "unskilled", "unskilled-unemployed");
    private static final String TRUST_MODEL = "semi-honest-3pc-honest-majority";
    private static final long RUN_SECONDS = 120;

    private DemoTask() {}

    static Map<String, Object> dataset(String name) {
        return Map.of("dataset", name);
    }

    static Map<String, Object> loans(String file, long expires, String consent) {
        return version(
                BANK + "/loans",
                file,
                List.of(
                        column("id", "TEXT", 4),
                        column("amount", "INTEGER", 4),
                        column("duration_months", "INTEGER", 3),
                        column("defaulted", "INTEGER", 5),
                        column("savings", "TEXT", 4)),
                terms(List.of("savings"), 0, expires, consent));
    }

    static Map<String, Object> subscribers(String file, long expires, String consent) {
        return version(
                TELCO + "/subscribers",
                file,
                List.of(
                        column("id", "TEXT", 4),
                        column("segment", "TEXT", 3),
                        column("residence_years", "INTEGER", 3),
                        column("housing", "TEXT", 3),
                        column("age", "INTEGER", 4)),
                terms(List.of("age"), 40_000, expires, consent));
    }

    static Map<String, Object> algorithm() {
        return Map.of("algorithm", ALGORITHM, "version", 1, "plugin", PLUGIN);
    }

    /** The proposal; with {@code subscriberColumns} beyond id and segment it asks for more than it needs. */
    static Map<String, Object> proposal(String task, int slot, List<String> subscriberColumns, long now) {
        Map<String, Object> manifest = Map.ofEntries(
                Map.entry("task", task),
                Map.entry("slot", slot),
                Map.entry("policy", 1),
                Map.entry("proposer", BANK),
                Map.entry("payer", BANK),
                Map.entry("purpose", "credit-risk/default-rate"),
                Map.entry("algorithm", Map.of("id", ALGORITHM, "version", 1, "operation", "group-by")),
                Map.entry(
                        "inputs",
                        List.of(
                                input("loans", BANK + "/loans", List.of("id", "amount", "defaulted"), 5),
                                input("subscribers", TELCO + "/subscribers", subscriberColumns, 4))),
                Map.entry(
                        "parties",
                        List.of(
                                party(0, BANK, "input", "compute", "recipient"),
                                party(1, TELCO, "input", "compute"),
                                party(2, CLEARING, "compute"))),
                Map.entry(
                        "outputs",
                        List.of(Map.of(
                                "name",
                                OUTPUT,
                                "recipients",
                                List.of(BANK),
                                "minimumGroup",
                                MINIMUM_GROUP,
                                "maximumRows",
                                16,
                                "abroad",
                                false))),
                Map.entry(
                        "limits",
                        Map.of(
                                "runs",
                                1,
                                "notBefore",
                                0,
                                "notAfter",
                                now + 86_400_000L,
                                "runSeconds",
                                RUN_SECONDS,
                                "peerBytes",
                                "100000000")),
                Map.entry("terms", settlement()),
                Map.entry("trust", Map.of("model", TRUST_MODEL, "simulated", false, "fairness", "shares")));
        return Map.of("manifest", manifest, "body", body());
    }

    private static Map<String, Object> body() {
        return Map.of(
                "description",
                "Default rate of borrowers by the operator's segment, to set limits for segments.",
                "legalBasis",
                "consent",
                "parameters",
                Map.of(
                        "key", "id",
                        "left", "loans",
                        "right", "subscribers",
                        "groupBy", Map.of("input", "subscribers", "column", "segment", "values", SEGMENTS),
                        "aggregates",
                                List.of(
                                        Map.of("name", "count", "op", "count"),
                                        Map.of(
                                                "name",
                                                "defaults",
                                                "op",
                                                "sum",
                                                "input",
                                                "loans",
                                                "column",
                                                "defaulted"),
                                        Map.of("name", "amount", "op", "sum", "input", "loans", "column", "amount"))));
    }

    private static Map<String, Object> settlement() {
        return Map.of(
                "currency", CURRENCY,
                "price", PRICE,
                "sharing", "fixed",
                "shares", List.of(Map.of("member", TELCO, "weight", 2), Map.of("member", CLEARING, "weight", 1)),
                "fee", Map.of("member", CLEARING, "amount", FEE),
                "deposits",
                        MEMBERS.stream()
                                .map(member -> Map.of("member", member, "amount", DEPOSIT))
                                .toList(),
                "arbiters", Map.of("members", List.of(), "needed", 0));
    }

    private static Map<String, Object> version(
            String dataset, String file, List<Map<String, Object>> columns, Map<String, Object> terms) {
        return Map.of(
                "dataset", dataset,
                "version", 1,
                "schema", Map.of("columns", columns, "key", List.of("id")),
                "file", file,
                "terms", terms);
    }

    private static Map<String, Object> column(String name, String type, int sensitivity) {
        return Map.of("name", name, "type", type, "scale", 0, "sensitivity", sensitivity, "nullable", false);
    }

    private static Map<String, Object> terms(List<String> neverReleased, long price, long expires, String consent) {
        return Map.ofEntries(
                Map.entry("purposes", List.of("credit-risk")),
                Map.entry("operations", List.of("group-by")),
                Map.entry("recipients", List.of(BANK)),
                Map.entry("trustModels", List.of(TRUST_MODEL)),
                Map.entry("fairness", List.of("shares")),
                Map.entry("simulated", false),
                Map.entry("uses", 100),
                Map.entry("epsilonMicros", 0),
                Map.entry("expires", expires),
                Map.entry("minimumGroup", MINIMUM_GROUP),
                Map.entry("neverReleased", neverReleased),
                Map.entry("currency", CURRENCY),
                Map.entry("pricePerUse", price),
                Map.entry("retentionDays", 365),
                Map.entry("legalBasis", "consent"),
                Map.entry("consent", consent),
                Map.entry("abroad", false));
    }

    private static Map<String, Object> input(String name, String dataset, List<String> columns, int sensitivity) {
        return Map.of(
                "name", name,
                "dataset", dataset,
                "version", 1,
                "columns", columns,
                "sensitivity", sensitivity,
                "epsilonMicros", 0);
    }

    private static Map<String, Object> party(int index, String member, String... roles) {
        return Map.of("index", index, "node", member + "/1", "roles", List.of(roles));
    }
}
