package io.datapact.launcher.demo;

import io.datapact.launcher.request.DatasetTerms;
import io.datapact.launcher.request.DatasetVersion;
import io.datapact.launcher.request.Proposal;
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
    private static final String OPERATION = "group-by";
    private static final long RUN_SECONDS = 120;
    private static final long PEER_BYTES = 100_000_000;
    private static final long DAY_MILLIS = 86_400_000L;

    private DemoTask() {}

    static Map<String, Object> dataset(String name) {
        return Map.of("dataset", name);
    }

    static Map<String, Object> loans(String file, long expires, String consent) {
        return DatasetVersion.of(BANK + "/loans")
                .column("id", "TEXT", 4)
                .column("amount", "INTEGER", 4)
                .column("duration_months", "INTEGER", 3)
                .column("defaulted", "INTEGER", 5)
                .column("savings", "TEXT", 4)
                .request(file, terms("savings", 0, expires, consent));
    }

    static Map<String, Object> subscribers(String file, long expires, String consent) {
        return DatasetVersion.of(TELCO + "/subscribers")
                .column("id", "TEXT", 4)
                .column("segment", "TEXT", 3)
                .column("residence_years", "INTEGER", 3)
                .column("housing", "TEXT", 3)
                .column("age", "INTEGER", 4)
                .request(file, terms("age", 40_000, expires, consent));
    }

    static Map<String, Object> algorithm() {
        return Map.of("algorithm", ALGORITHM, "version", 1, "plugin", PLUGIN);
    }

    /** The proposal; with {@code subscriberColumns} beyond id and segment it asks for more than it needs. */
    static Map<String, Object> proposal(String task, int slot, List<String> subscriberColumns, long now) {
        return Proposal.of(task, slot, BANK)
                .purpose("credit-risk/default-rate", ALGORITHM, OPERATION)
                .input("loans", BANK + "/loans", List.of("id", "amount", "defaulted"), 5)
                .input("subscribers", TELCO + "/subscribers", subscriberColumns, 4)
                .party(BANK, "input", "compute", "recipient")
                .party(TELCO, "input", "compute")
                .party(CLEARING, "compute")
                .output(OUTPUT, MINIMUM_GROUP, 16)
                .limits(now + DAY_MILLIS, RUN_SECONDS, PEER_BYTES)
                .settlement(settlement())
                .trust(TRUST_MODEL)
                .request(
                        "Default rate of borrowers by the operator's segment, to set limits for segments.",
                        "consent",
                        parameters());
    }

    private static Map<String, Object> parameters() {
        return Map.of(
                "key", "id",
                "left", "loans",
                "right", "subscribers",
                "groupBy", Map.of("input", "subscribers", "column", "segment", "values", SEGMENTS),
                "aggregates",
                        List.of(
                                Map.of("name", "count", "op", "count"),
                                sum("defaults", "defaulted"),
                                sum("amount", "amount")));
    }

    private static Map<String, Object> sum(String name, String column) {
        return Map.of("name", name, "op", "sum", "input", "loans", "column", column);
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

    private static DatasetTerms terms(String neverReleased, long price, long expires, String consent) {
        return new DatasetTerms(
                "credit-risk",
                OPERATION,
                BANK,
                TRUST_MODEL,
                100,
                expires,
                MINIMUM_GROUP,
                List.of(neverReleased),
                CURRENCY,
                price,
                365,
                "consent",
                consent);
    }
}
