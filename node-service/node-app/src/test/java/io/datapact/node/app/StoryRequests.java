package io.datapact.node.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the story's members send. */
final class StoryRequests {
    static final String BANK = "bank-a";
    static final String TELCO = "telco-b";
    static final String CLEARING = "clearing-c";
    static final String TASK = BANK + "/2026-000001";

    private StoryRequests() {}

    static Map<String, Object> column(String name, String type) {
        return Map.of("name", name, "type", type, "scale", 0, "sensitivity", 3, "nullable", false);
    }

    static Map<String, Object> terms() {
        return Map.ofEntries(
                Map.entry("purposes", List.of("credit-risk")),
                Map.entry("operations", List.of("group-by")),
                Map.entry("recipients", List.of(BANK)),
                Map.entry("trustModels", List.of("plaintext")),
                Map.entry("fairness", List.of("none")),
                Map.entry("simulated", false),
                Map.entry("uses", 5),
                Map.entry("epsilonMicros", 0),
                Map.entry("usesPerPeriod", 1000),
                Map.entry("epsilonMicrosPerPeriod", 0),
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

    static Map<String, Object> proposal() {
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
        manifest.put("outputs", List.of(output()));
        manifest.put("limits", limits());
        manifest.put("terms", settlement());
        manifest.put("trust", Map.of("model", "plaintext", "simulated", false, "fairness", "none"));
        return Map.of("manifest", manifest, "body", body());
    }

    private static Map<String, Object> output() {
        return Map.of(
                "name", "table", "recipients", List.of(BANK), "minimumGroup", 2, "maximumRows", 16, "abroad", false);
    }

    private static Map<String, Object> limits() {
        return Map.of(
                "runs", 1,
                "notBefore", 0,
                "notAfter", System.currentTimeMillis() + 86_400_000L,
                "runSeconds", 60,
                "peerBytes", "10000000");
    }

    private static Map<String, Object> settlement() {
        return Map.of(
                "currency", "CNY",
                "price", 0,
                "sharing", "fixed",
                "shares", List.of(Map.of("member", TELCO, "weight", 1)),
                "fee", Map.of("member", CLEARING, "amount", 0),
                "deposits",
                        List.of(BANK, TELCO, CLEARING).stream()
                                .map(member -> Map.of("member", member, "amount", 100))
                                .toList(),
                "arbiters", Map.of("members", List.of(), "needed", 0));
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
