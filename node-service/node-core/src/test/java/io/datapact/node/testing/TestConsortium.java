package io.datapact.node.testing;

import io.datapact.contract.codec.CanonicalJson;
import io.datapact.contract.codec.Json;
import io.datapact.contract.codec.Json.JsonObject;
import io.datapact.contract.codec.Parsed;
import io.datapact.contract.dataset.Schema;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.governance.Action;
import io.datapact.contract.id.AlgorithmId;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Policy;
import io.datapact.contract.member.Role;
import io.datapact.contract.run.RunId;
import io.datapact.contract.task.AlgorithmRef;
import io.datapact.contract.task.TaskManifest;
import io.datapact.contract.task.TaskOutput;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.ManifestBuilder;
import io.datapact.contract.testing.RecordCopy;
import io.datapact.contract.testing.Story;
import io.datapact.node.dataset.Datasets;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.ledger.SubmitOutcome;
import io.datapact.node.run.CrashPoints;
import io.datapact.node.task.Proposals;
import io.datapact.node.task.TaskBody;
import io.datapact.node.task.TaskDraft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Three nodes of the fixture's consortium over one ledger in memory, and the story up to the start of a run. */
public final class TestConsortium implements AutoCloseable {
    /** The plugin of the story. */
    public static final Code PLUGIN = new Code("datapact/shared-plaintext");

    /** The algorithm that it is registered as. */
    public static final AlgorithmId ALGORITHM = new AlgorithmId("clearing-c/statistics");

    private static final long DAY = 86_400_000L;
    private static final String PARAMETERS = """
            {"aggregates":[{"name":"count","op":"count"},{"column":"defaulted","input":"loans","name":"defaults",\
            "op":"sum"},{"column":"amount","input":"loans","name":"amount","op":"sum"}],"groupBy":{"column":"segment",\
            "input":"subscribers","values":["prepaid","postpaid","business"]},"key":"id","left":"loans",\
            "right":"subscribers"}""";

    private final ConsortiumFixture fixture;
    private final TestClock clock;
    private final MemoryLedger ledger;
    private final MemoryPeers peers = new MemoryPeers();
    private final Map<String, TestNode> nodes = new TreeMap<>();
    private final Path home;

    /** Starts the three nodes; nothing but the genesis is on the ledger. */
    public TestConsortium(Path home) {
        this.home = home;
        this.fixture = ConsortiumFixture.createWith(TestConsortium::noWindow);
        this.clock = new TestClock(fixture.start() + 60_000);
        this.ledger = new MemoryLedger(fixture, clock);
        for (String member : ConsortiumFixture.MEMBERS) {
            TestNode node = new TestNode(fixture, member, ledger, peers, clock, home.resolve(member));
            nodes.put(member, node.start(CrashPoints.NONE));
        }
    }

    private static Policy noWindow(Policy policy) {
        return RecordCopy.with(policy, "windowSeconds", 0L);
    }

    /** A member's node. */
    public TestNode node(String member) {
        return Optional.ofNullable(nodes.get(member)).orElseThrow();
    }

    /** The ledger. */
    public MemoryLedger ledger() {
        return ledger;
    }

    /** How the nodes reach one another. */
    public MemoryPeers peers() {
        return peers;
    }

    /** The nodes' time. */
    public TestClock clock() {
        return clock;
    }

    /** Keys and genesis. */
    public ConsortiumFixture fixture() {
        return fixture;
    }

    /** Certificates, both datasets, the algorithm, money. */
    public void register() throws InterruptedException, IOException {
        for (String member : ConsortiumFixture.MEMBERS) {
            for (Role role : List.of(Role.APPROVER, Role.NODE, Role.TLS, Role.MARKET)) {
                stands(node(member)
                        .core()
                        .useCases()
                        .certificates()
                        .register(node(member).signer(role)));
            }
        }
        publish("bank-a", "loans", Story.loansSchema(), loans(), 0, List.of());
        publish("telco-b", "subscribers", Story.subscribersSchema(), subscribers(), 50_000, List.of("phone"));
        stands(node("clearing-c").core().useCases().algorithms().register(ALGORITHM, 1, PLUGIN));
        stands(node("clearing-c").core().useCases().algorithms().review(ALGORITHM, 1, PLUGIN, true));
        for (String member : ConsortiumFixture.MEMBERS) {
            stands(node("clearing-c")
                    .core()
                    .useCases()
                    .purse()
                    .payIn("CNY", ConsortiumFixture.digest("pay-in " + member), new MemberId(member), 1_000_000));
            stands(node(member).core().useCases().purse().collect("CNY").orElseThrow());
        }
    }

    /** All members decide on what changes the frame. */
    public void decide(Action action) {
        new Council(fixture, clock, ledger).decide(action);
    }

    /** The task of the story, proposed by bank-a. */
    public TaskManifest propose(String task) throws InterruptedException {
        return propose(task, 1);
    }

    /** The same in another slot for open tasks. */
    public TaskManifest propose(String task, long slot) throws InterruptedException {
        Proposals.Proposed proposed =
                node("bank-a").core().useCases().proposals().propose(draft(task, slot), body());
        if (proposed instanceof Proposals.Proposed.Filed(TaskManifest manifest, CommandDesk.Filed filed)) {
            stands(filed);
            return manifest;
        }
        throw new IllegalStateException("expected a proposal that stands, found " + proposed);
    }

    /** All members approve, the payer funds, all lock their deposits. */
    public RunId approveAndFund(TaskManifest manifest) throws InterruptedException {
        RunId run = new RunId(manifest.task(), 1);
        for (String member : ConsortiumFixture.MEMBERS) {
            stands(node(member).core().useCases().approvals().approve(manifest.task(), manifest.digest()));
        }
        stands(node("bank-a").core().useCases().purse().fund(run));
        for (String member : ConsortiumFixture.MEMBERS) {
            stands(node(member).core().useCases().purse().deposit(run));
        }
        return run;
    }

    /** The story's draft. */
    public TaskDraft draft(String task, long slot) {
        return draft(fixture.aTask()
                .task(task)
                .slot(slot)
                .algorithm(ALGORITHM.value(), 1, "group-by")
                .outputs(new TaskOutput(new Code("table"), List.of(new MemberId("bank-a")), 5, 100, false))
                .build());
    }

    /** A draft out of a manifest. */
    public static TaskDraft draft(TaskManifest m) {
        return new TaskDraft(
                m.task(),
                m.slot(),
                m.policy(),
                m.proposer(),
                m.payer(),
                m.purpose(),
                new AlgorithmRef(
                        m.algorithm().id(),
                        m.algorithm().version(),
                        m.algorithm().operation()),
                m.inputs(),
                m.parties(),
                m.outputs(),
                m.limits(),
                ManifestBuilder.terms(
                        m.terms().price(), m.terms().deposits().getFirst().amount()),
                m.trust());
    }

    /** The story's body, with a fresh salt. */
    public static TaskBody body() {
        return TaskBody.of(
                parameters(),
                "Default rate by segment, for the next year's limits.",
                new Code("consent"),
                new SecureRandom());
    }

    /** The story's parameters. */
    public static JsonObject parameters() {
        return switch (CanonicalJson.decode(PARAMETERS.getBytes(StandardCharsets.UTF_8), 1 << 16)) {
            case Parsed.Value<Json>(JsonObject object) -> object;
            default -> throw new IllegalStateException("expected canonical parameters");
        };
    }

    /** Fails unless a command stands. */
    public static void stands(CommandDesk.Filed filed) {
        if (!(filed.outcome() instanceof SubmitOutcome.Committed)) {
            throw new IllegalStateException("expected a command that stands, found " + filed.outcome());
        }
    }

    @Override
    public void close() {
        nodes.values().forEach(TestNode::kill);
    }

    private void publish(String member, String name, Schema schema, String csv, long price, List<String> neverReleased)
            throws InterruptedException, IOException {
        DatasetId dataset = new DatasetId(member + "/" + name);
        Path file = Files.writeString(home.resolve(name + ".csv"), csv);
        Datasets datasets = node(member).core().useCases().datasets();
        stands(datasets.register(dataset, Optional.empty()));
        if (!(datasets.publish(dataset, 1, schema, file, terms(price, neverReleased))
                instanceof Datasets.Published.Filed published)) {
            throw new IllegalStateException("expected a file that can be taken");
        }
        stands(published.filed());
    }

    private Terms terms(long price, List<String> neverReleased) {
        return new Terms(
                List.of(new Code("credit-risk")),
                List.of(new Code("group-by")),
                List.of(new MemberId("bank-a")),
                List.of(new Code("semi-honest-3pc")),
                List.of(new Code("shares")),
                false,
                100,
                0,
                100,
                0,
                fixture.start() + 90 * DAY,
                5,
                neverReleased,
                "CNY",
                price,
                30,
                new Code("consent"),
                ConsortiumFixture.digest("consent"),
                false);
    }

    /** Thirty loans c-00 to c-29; every third is in default. */
    private static String loans() {
        StringBuilder csv = new StringBuilder("id,amount,defaulted\n");
        for (int i = 0; i < 30; i++) {
            csv.append("c-%02d,%d,%s\n".formatted(i, 1_000 + i, i % 3 == 0));
        }
        return csv.toString();
    }

    /** Subscribers c-10 to c-39: ten of each of prepaid and postpaid among the loans' twenty but three business. */
    private static String subscribers() {
        StringBuilder csv = new StringBuilder("id,segment,phone\n");
        for (int i = 10; i < 40; i++) {
            String segment = i < 13 ? "business" : i % 2 == 0 ? "prepaid" : "postpaid";
            csv.append("c-%02d,%s,%d\n".formatted(i, segment, 1_390_000 + i));
        }
        return csv.toString();
    }
}
