package io.datapact.node.run;

import io.datapact.contract.rules.RuleBook;
import io.datapact.contract.rules.SignatureVerifier;
import io.datapact.node.NodeFolders;
import io.datapact.node.NodePorts;
import io.datapact.node.NodeSelf;
import io.datapact.node.NodeSettings;
import io.datapact.node.algorithm.PluginShelf;
import io.datapact.node.evidence.RefusalLog;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.follow.LedgerFollower;
import io.datapact.node.follow.StartMarks;
import io.datapact.node.history.Checkpoints;
import io.datapact.node.task.BodyBox;
import io.datapact.node.task.BodyFetcher;
import io.datapact.pki.cms.CmsEnvelopes;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All that a node does about runs, put together. */
public final class RunServices implements AutoCloseable {
    private final Gate gate;
    private final ReadyService ready;
    private final RunStarter starter;
    private final ShareInbox inbox;
    private final RunEngine engine;
    private final Recording recording;
    private final ExecutorService pool;

    private RunServices(
            Gate gate,
            ReadyService ready,
            RunStarter starter,
            ShareInbox inbox,
            RunEngine engine,
            Recording recording,
            ExecutorService pool) {
        this.gate = gate;
        this.ready = ready;
        this.starter = starter;
        this.inbox = inbox;
        this.engine = engine;
        this.recording = recording;
        this.pool = pool;
    }

    /** What keeps evidence and denials going. */
    private record Recording(EvidenceExchange exchange, DenialRecorder denials, DenialTimer timer) {}

    /** What the services share with the rest of the node. */
    public record Shared(
            LedgerFollower follower,
            StartMarks marks,
            CommandDesk desk,
            PluginShelf shelf,
            BodyBox bodies,
            BodyFetcher fetcher,
            CmsEnvelopes cms,
            SignatureVerifier verifier,
            Checkpoints checkpoints) {}

    /** Puts the services together; the engine listens to the follower, which must not have started. */
    public static RunServices of(
            NodeSelf self, NodePorts ports, NodeFolders folders, NodeSettings settings, Shared shared) {
        RunLedger ledger = new RunLedger(
                ports.replica(),
                shared.follower(),
                shared.desk(),
                self.nodeSigner(),
                settings.clock(),
                settings.margin());
        OwnConsent consent = new OwnConsent(
                folders.forks(),
                new OwnEnds(self.node().member(), self.tlsCertificate(), ports.store()),
                settings.policy(),
                shared.shelf(),
                shared.bodies());
        Gate gate = new Gate(self.node(), ports.replica(), consent, settings.clock());
        EvidenceExchange exchange =
                new EvidenceExchange(self.node(), folders.evidence(), ports.peers(), EvidenceExchange.Pauses.STANDARD);
        DenialRecorder denials = new DenialRecorder(self.node(), ledger, folders.evidence(), exchange);
        ReadyDesk readys = new ReadyDesk(self.nodeSigner(), shared.desk().signer());
        ReadyService ready = ready(self, ports, settings, shared, consent, new Answering(ledger, denials, readys));
        RunStarter starter = new RunStarter(
                self.node(), self.nodeSigner(), shared.desk(), ports.replica(), ports.peers(), ready, settings.clock());
        ProgressBoard progress = new ProgressBoard(settings.clock());
        ExecutorService pool = Executors.newFixedThreadPool(
                settings.computeThreads(),
                Thread.ofPlatform().name("compute-", 0).daemon().factory());
        RunWorker worker = new RunWorker(
                ledger,
                ports.store(),
                folders.evidence(),
                gate,
                denials,
                steps(self, ports, folders, settings, shared, new Inner(ledger, progress, pool, exchange)),
                new RunWorker.Watch(progress, settings.crash()));
        RunEngine engine = new RunEngine(shared.follower(), shared.marks(), worker, readys, progress);
        engine.listen();
        ShareInbox inbox =
                new ShareInbox(self.node(), ports.replica(), ports.store(), ports.content(), shared.follower());
        Recording recording = new Recording(exchange, denials, new DenialTimer(ledger, denials));
        return new RunServices(gate, ready, starter, inbox, engine, recording, pool);
    }

    private record Answering(RunLedger ledger, DenialRecorder denials, ReadyDesk desk) {}

    private static ReadyService ready(
            NodeSelf self,
            NodePorts ports,
            NodeSettings settings,
            Shared shared,
            OwnConsent consent,
            Answering answering) {
        ReadyService.Checks checks = new ReadyService.Checks(
                shared.verifier(),
                new StartRehearsal(new RuleBook(shared.verifier()), settings.clock()),
                consent,
                shared.fetcher(),
                shared.checkpoints());
        return new ReadyService(
                new ReadyService.Self(self.network(), self.node(), self.tlsCertificate()),
                ports.ledger(),
                answering.ledger(),
                ports.replica(),
                checks,
                answering.denials(),
                answering.desk(),
                settings.clock());
    }

    private record Inner(RunLedger ledger, ProgressBoard progress, ExecutorService pool, EvidenceExchange exchange) {}

    private static RunWorker.Steps steps(
            NodeSelf self, NodePorts ports, NodeFolders folders, NodeSettings settings, Shared shared, Inner inner) {
        RunLedger ledger = inner.ledger();
        AnchorStep anchor = new AnchorStep(ledger, folders.evidence());
        ShareStep shares = new ShareStep(ledger, ports.content(), shared.cms(), settings.random(), self.network());
        ComputeStep.Workbench bench = new ComputeStep.Workbench(
                inner.pool(),
                settings.random(),
                inner.progress(),
                new PluginNotes(ports.store()),
                settings.crash(),
                self.network());
        return new RunWorker.Steps(
                new InputStep(ledger, folders.snapshots(), folders.evidence()),
                new ComputeStep(
                        ledger,
                        shared.shelf(),
                        ports.channels(),
                        new Handshake(ledger, shared.checkpoints(), folders.evidence()),
                        shares,
                        bench),
                new AttestStep(ledger, ports.store(), ports.content(), folders.evidence(), ports.peers()),
                new ReleaseStep(ledger, folders.evidence()),
                new ReceiveStep(
                        ledger,
                        shared.shelf(),
                        new ShareOpener(ledger, ports.store(), ports.content(), self.opener(), self.network()),
                        new ReceiveStep.Keeping(
                                ports.store(), folders.evidence(), folders.results(), settings.random())),
                anchor,
                new CloseStep(ledger, folders.evidence(), anchor),
                new EndStep(ledger, folders.evidence()),
                inner.exchange());
    }

    /** The gate. */
    public Gate gate() {
        return gate;
    }

    /** Answers questions whether this node is ready. */
    public ReadyService ready() {
        return ready;
    }

    /** Starts runs. */
    public RunStarter starter() {
        return starter;
    }

    /** Takes sealed shares. */
    public ShareInbox inbox() {
        return inbox;
    }

    /** Plays runs. */
    public RunEngine engine() {
        return engine;
    }

    /** Days whose refusals cannot be told, because what is held of them on this node's disk is damaged. */
    public List<RefusalLog.Day> damagedRefusals() {
        return recording.denials().damaged();
    }

    /** Records refusals. */
    DenialRecorder denials() {
        return recording.denials();
    }

    @Override
    public void close() {
        engine.close();
        recording.timer().close();
        recording.exchange().close();
        pool.shutdownNow();
    }
}
