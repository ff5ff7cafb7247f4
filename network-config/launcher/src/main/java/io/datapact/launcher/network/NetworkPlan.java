package io.datapact.launcher.network;

import java.util.List;

/**
 * A network to set up.
 *
 * @param name          what operators call it; also the log's origin line
 * @param founders      its members
 * @param currency      the one currency
 * @param pool          member that receives forfeited deposits
 * @param host          member that hosts the ledger
 * @param windowSeconds dispute window after a run's end
 */
public record NetworkPlan(
        String name, List<FounderPlan> founders, String currency, String pool, String host, long windowSeconds) {
    public NetworkPlan {
        founders = List.copyOf(founders);
    }

    /** The demo's three members; its dispute window is two seconds so that the story ends. */
    public static NetworkPlan demo() {
        return new NetworkPlan(
                "datapact-demo",
                List.of(
                        new FounderPlan("bank-a", List.of("bank"), false),
                        new FounderPlan("telco-b", List.of("operator"), false),
                        new FounderPlan("clearing-c", List.of("clearing-house", "market"), true)),
                "CNY",
                "clearing-c",
                "clearing-c",
                2);
    }
}
