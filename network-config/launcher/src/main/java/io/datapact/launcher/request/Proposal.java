package io.datapact.launcher.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A task's proposal, part by part: one run of version 1 of an algorithm on first versions of datasets, under the first
 * policy, proposed and paid for by one member, shares released only after attestation.
 */
public final class Proposal {
    static final String FAIRNESS = "shares";
    private static final int RUNS = 1;

    private final Map<String, Object> manifest = new LinkedHashMap<>();
    private final List<Map<String, Object>> inputs = new ArrayList<>();
    private final List<Map<String, Object>> parties = new ArrayList<>();
    private final String proposer;

    private Proposal(String task, int slot, String proposer) {
        this.proposer = proposer;
        manifest.put("task", task);
        manifest.put("slot", slot);
        manifest.put("policy", 1);
        manifest.put("proposer", proposer);
        manifest.put("payer", proposer);
    }

    /** Begins with the task's name, its place in the proposer's order of tasks, and the proposer. */
    public static Proposal of(String task, int slot, String proposer) {
        return new Proposal(task, slot, proposer);
    }

    /** What for, and by which algorithm's operation. */
    public Proposal purpose(String purpose, String algorithm, String operation) {
        manifest.put("purpose", purpose);
        manifest.put("algorithm", Map.of("id", algorithm, "version", 1, "operation", operation));
        return this;
    }

    /** The next input; {@code sensitivity} is the highest of its columns. */
    public Proposal input(String name, String dataset, List<String> columns, int sensitivity) {
        inputs.add(Map.of(
                "name", name,
                "dataset", dataset,
                "version", 1,
                "columns", columns,
                "sensitivity", sensitivity,
                "epsilonMicros", 0));
        return this;
    }

    /** The next party: a member's first node. */
    public Proposal party(String member, String... roles) {
        parties.add(Map.of("index", parties.size(), "node", member + "/1", "roles", List.of(roles)));
        return this;
    }

    /** The one output, for the proposer. */
    public Proposal output(String name, long minimumGroup, long maximumRows) {
        manifest.put(
                "outputs",
                List.of(Map.of(
                        "name", name,
                        "recipients", List.of(proposer),
                        "minimumGroup", minimumGroup,
                        "maximumRows", maximumRows,
                        "abroad", false)));
        return this;
    }

    /** Until when a run may start, millis since the epoch; how long it may take; how much a party may send. */
    public Proposal limits(long notAfter, long runSeconds, long peerBytes) {
        manifest.put(
                "limits",
                Map.of(
                        "runs", RUNS,
                        "notBefore", 0,
                        "notAfter", notAfter,
                        "runSeconds", runSeconds,
                        "peerBytes", Long.toString(peerBytes)));
        return this;
    }

    /** Who gets what: the terms of the settlement. */
    public Proposal settlement(Map<String, Object> terms) {
        manifest.put("terms", terms);
        return this;
    }

    /** The trust model. */
    public Proposal trust(String model) {
        manifest.put("trust", Map.of("model", model, "simulated", false, "fairness", FAIRNESS));
        return this;
    }

    /** The request, with the body that only the parties see. */
    public Map<String, Object> request(String description, String legalBasis, Map<String, Object> parameters) {
        manifest.put("inputs", List.copyOf(inputs));
        manifest.put("parties", List.copyOf(parties));
        return Map.of(
                "manifest",
                Map.copyOf(manifest),
                "body",
                Map.of("description", description, "legalBasis", legalBasis, "parameters", parameters));
    }
}
