package io.datapact.node;

import io.datapact.contract.rules.JcaSignatureVerifier;
import io.datapact.contract.rules.SignatureVerifier;
import io.datapact.node.algorithm.Algorithms;
import io.datapact.node.algorithm.PluginShelf;
import io.datapact.node.dataset.Datasets;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.follow.LedgerFollower;
import io.datapact.node.follow.StartMarks;
import io.datapact.node.history.Checkpoints;
import io.datapact.node.history.Cosigners;
import io.datapact.node.identity.CommandSigner;
import io.datapact.node.identity.Keyring;
import io.datapact.node.member.Certificates;
import io.datapact.node.member.NodeDirectory;
import io.datapact.node.run.RegisteredPeers;
import io.datapact.node.run.RunServices;
import io.datapact.node.settlement.Purse;
import io.datapact.node.task.ApprovalInbox;
import io.datapact.node.task.Approvals;
import io.datapact.node.task.BodyBox;
import io.datapact.node.task.BodyFetcher;
import io.datapact.node.task.BodyPost;
import io.datapact.node.task.Proposals;
import io.datapact.node.task.TaskList;
import io.datapact.pki.cms.CmsEnvelopes;
import io.datapact.pki.key.EcdsaSignatures;

/**
 * A node without its application: all use cases over the ports.
 *
 * <p>The flow: make the ports, {@link #of} puts the node together, give {@link #requests()} to the transport, then
 * {@link #start()} begins to follow the ledger, and with it to take part in runs. {@link #close()} stops; what was under
 * way goes on after the next start.
 */
public final class NodeCore implements AutoCloseable {
    private final LedgerFollower follower;
    private final UseCases useCases;
    private final RunServices runs;
    private final NodeRequests requests;
    private final Checkpoints checkpoints;
    private final Cosigners cosigners;

    /** What people do at a node. */
    public record UseCases(
            Certificates certificates,
            Datasets datasets,
            Algorithms algorithms,
            Proposals proposals,
            ApprovalInbox inbox,
            Approvals approvals,
            TaskList tasks,
            Purse purse) {}

    private NodeCore(
            LedgerFollower follower,
            UseCases useCases,
            RunServices runs,
            NodeRequests requests,
            Checkpoints checkpoints,
            Cosigners cosigners) {
        this.follower = follower;
        this.useCases = useCases;
        this.runs = runs;
        this.requests = requests;
        this.checkpoints = checkpoints;
        this.cosigners = cosigners;
    }

    /**
     * Puts a node together.
     *
     * @param keys the member's keys that this node may sign with; those it lacks make the acts fail that need them
     */
    public static NodeCore of(
            NodeSelf self,
            Keyring keys,
            NodePorts ports,
            NodeFolders folders,
            NodeSettings settings,
            PluginShelf shelf) {
        StartMarks marks = new StartMarks(self.node());
        LedgerFollower follower = new LedgerFollower(ports.ledger(), marks);
        CommandDesk desk =
                new CommandDesk(ports.ledger(), new CommandSigner(self.network(), settings.clock(), settings.random()));
        SignatureVerifier verifier = new JcaSignatureVerifier(EcdsaSignatures.nativeProvider());
        CmsEnvelopes cms = new CmsEnvelopes(settings.random());
        BodyBox bodies = new BodyBox(ports.store(), self.opener(), cms);
        BodyFetcher fetcher = new BodyFetcher(self.node(), bodies, ports.peers());
        Checkpoints checkpoints = checkpoints(self, ports, folders, settings);
        RunServices.Shared shared =
                new RunServices.Shared(follower, marks, desk, shelf, bodies, fetcher, cms, verifier, checkpoints);
        RunServices runs = RunServices.of(self, ports, folders, settings, shared);
        UseCases useCases = useCases(self, keys, ports, folders, settings, shared);
        NodeRequests requests = new NodeRequests(
                new RegisteredPeers(ports.replica(), settings.clock()),
                ports.replica(),
                runs.ready(),
                runs.inbox(),
                bodies,
                folders.peerEvidence(),
                checkpoints.desk());
        Cosigners cosigners = new Cosigners(ports.ledger(), checkpoints, ports.peers());
        return new NodeCore(follower, useCases, runs, requests, checkpoints, cosigners);
    }

    private static Checkpoints checkpoints(NodeSelf self, NodePorts ports, NodeFolders folders, NodeSettings settings) {
        return Checkpoints.of(
                new Checkpoints.Log(ports.ledger(), ports.replica(), ports.history()),
                folders.forks(),
                folders.checkpoints(),
                new Checkpoints.Witness(self.node().member(), self.witness()),
                settings.clock());
    }

    private static UseCases useCases(
            NodeSelf self,
            Keyring keys,
            NodePorts ports,
            NodeFolders folders,
            NodeSettings settings,
            RunServices.Shared shared) {
        TaskList tasks = new TaskList(ports.ledger());
        return new UseCases(
                new Certificates(shared.desk(), keys, ports.replica(), ports.store()),
                new Datasets(shared.desk(), keys, folders.snapshots(), ports.store()),
                new Algorithms(shared.desk(), keys, shared.shelf()),
                new Proposals(
                        shared.desk(),
                        keys,
                        ports.replica(),
                        shared.shelf(),
                        new NodeDirectory(ports.ledger(), settings.clock()),
                        shared.bodies(),
                        new BodyPost(self.node(), ports.peers())),
                new ApprovalInbox(
                        self.node().member(),
                        ports.replica(),
                        tasks,
                        shared.shelf(),
                        shared.bodies(),
                        shared.fetcher(),
                        settings.clock()),
                new Approvals(shared.desk(), keys, ports.replica(), ports.store()),
                tasks,
                new Purse(ports.ledger(), shared.desk(), keys));
    }

    /** Begins to follow the ledger and to take part in runs. */
    public void start() {
        follower.start();
    }

    /** Follows the ledger; its fault is the node's health. */
    public LedgerFollower follower() {
        return follower;
    }

    /** What people do. */
    public UseCases useCases() {
        return useCases;
    }

    /** What the node does about runs. */
    public RunServices runs() {
        return runs;
    }

    /** The ledger's checkpoints, compared and co-signed. */
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    /** Asks witnesses to co-sign. */
    public Cosigners cosigners() {
        return cosigners;
    }

    /** Answers other nodes; for the transport. */
    public NodeRequests requests() {
        return requests;
    }

    @Override
    public void close() {
        runs.close();
        follower.close();
    }
}
