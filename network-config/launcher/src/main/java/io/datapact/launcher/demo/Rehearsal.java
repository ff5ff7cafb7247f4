package io.datapact.launcher.demo;

import io.datapact.launcher.network.EmbeddedNetwork;
import io.datapact.launcher.network.Layout;
import io.datapact.launcher.network.NetworkPlan;
import io.datapact.launcher.process.Programs;
import io.datapact.launcher.rest.Answer;
import io.datapact.launcher.rest.NodeApi;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The demo's network with everything registered and paid in, for whoever plays something else on it. */
public final class Rehearsal implements AutoCloseable {
    private static final long EXTRA = 50_000_000;

    private final EmbeddedNetwork network;
    private final StoryTeller teller =
            new StoryTeller(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    private final Map<String, NodeApi> nodes = new LinkedHashMap<>();
    private final Cast cast;

    /** Starts five processes in an empty folder and prepares them; ends them again if that fails. */
    public Rehearsal(Path folder) {
        network = new EmbeddedNetwork(NetworkPlan.demo(), new Layout(folder), Programs.staged());
        boolean ready = false;
        try {
            network.start();
            DemoTask.MEMBERS.forEach(member -> nodes.put(member, network.api(member)));
            cast = new Cast(nodes);
            new Preparations(cast, teller, network).play();
            DemoTask.MEMBERS.forEach(member -> cast.payIn("extra-" + member, member, EXTRA));
            ready = true;
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    /** Posts what must succeed. */
    public Answer must(String member, String role, String path, Map<String, ?> body) {
        return cast.must(member, role, path, body);
    }

    /** Posts, and tells whatever comes back. */
    public Answer post(String member, String role, String path, Map<String, ?> body) {
        return cast.node(member).post(role, path, body);
    }

    /** A run as a member's node sees it. */
    public JsonNode run(String member, String task) {
        return cast.read(member, "operator", "/v1/runs?task=" + task + "&run=1").json();
    }

    /** Proposes the demo's task anew, funded, approved by all but the clearing house. Returns the manifest's digest. */
    public String allButOneApproval(String task, int slot) {
        Computation computation = new Computation(cast, teller, task, slot);
        String digest = must(
                        DemoTask.BANK,
                        "approver",
                        "/v1/tasks",
                        DemoTask.proposal(task, slot, List.of("id", "segment"), System.currentTimeMillis()))
                .json()
                .path("digest")
                .asString("");
        DemoTask.MEMBERS.forEach(computation::awaitInbox);
        approve(DemoTask.BANK, task, digest);
        approve(DemoTask.TELCO, task, digest);
        computation.fund();
        return digest;
    }

    /** One member's approval. */
    public void approve(String member, String task, String digest) {
        must(member, "approver", "/v1/tasks/approvals", Map.of("task", task, "manifest", digest));
    }

    /** A member's home folder. */
    public Path home(String member) {
        return network.home(member);
    }

    @Override
    public void close() {
        nodes.values().forEach(NodeApi::close);
        network.close();
    }
}
