package io.datapact.node.testing;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.NodeId;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.node.NodeCore;
import io.datapact.node.NodeFolders;
import io.datapact.node.NodePorts;
import io.datapact.node.NodeSelf;
import io.datapact.node.NodeSettings;
import io.datapact.node.algorithm.PluginShelf;
import io.datapact.node.evidence.EvidenceLog;
import io.datapact.node.evidence.PeerEvidence;
import io.datapact.node.history.Forks;
import io.datapact.node.history.WitnessIdentity;
import io.datapact.node.identity.Keyring;
import io.datapact.node.identity.Pkcs12Opener;
import io.datapact.node.identity.Pkcs12Signer;
import io.datapact.node.identity.Signer;
import io.datapact.node.peer.PeerIdentity;
import io.datapact.node.run.AttestMargin;
import io.datapact.node.run.CrashPoints;
import io.datapact.node.run.LocalPolicy;
import io.datapact.node.run.ResultFolder;
import io.datapact.node.table.SnapshotStore;
import io.datapact.node.table.TableLimits;
import io.datapact.pki.key.KeyMaterial;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A member's node in a test: what is on its disk outlives {@link #kill()}. */
public final class TestNode {
    private final ConsortiumFixture fixture;
    private final String member;
    private final MemoryPeers peers;
    private final TestClock clock;
    private final Path home;
    private final MemoryNodeStore store = new MemoryNodeStore();
    private final MemoryContentStore content = new MemoryContentStore();
    private MemoryLedger ledger;
    private Optional<WitnessIdentity> witness = Optional.empty();
    private NodeFolders folders;
    private NodeCore core;

    TestNode(
            ConsortiumFixture fixture,
            String member,
            MemoryLedger ledger,
            MemoryPeers peers,
            TestClock clock,
            Path home) {
        this.fixture = fixture;
        this.member = member;
        this.ledger = ledger;
        this.peers = peers;
        this.clock = clock;
        this.home = home;
    }

    /** Starts the node over what is on its disk. */
    public TestNode start(CrashPoints crash) {
        return start(crash, LocalPolicy.APPROVED_ONLY);
    }

    /** Starts the node with a policy of its own. */
    public TestNode start(CrashPoints crash, LocalPolicy policy) {
        Pkcs12Signer nodeKey = signer(Role.NODE);
        NodeId id = id();
        MemoryPeers.View view =
                peers.of(new PeerIdentity(id, fixture.identity(member, Role.TLS).digest()));
        folders = new NodeFolders(
                new EvidenceLog(home.resolve("evidence"), nodeKey, clock),
                new PeerEvidence(home.resolve("peer-evidence"), fixture.verifier()),
                new SnapshotStore(home.resolve("snapshots"), TableLimits.DEFAULT, new SecureRandom()),
                new ResultFolder(home.resolve("results")),
                new Forks(home.resolve("conflict")),
                home.resolve("checkpoints"));
        List<Signer> keys = Stream.of(Role.ADMIN, Role.APPROVER, Role.NODE, Role.MARKET)
                .<Signer>map(this::signer)
                .toList();
        core = NodeCore.of(
                new NodeSelf(
                        fixture.network(),
                        id,
                        nodeKey,
                        new Pkcs12Opener(nodeKey),
                        fixture.identity(member, Role.TLS).digest(),
                        witness),
                new Keyring(new MemberId(member), keys),
                new NodePorts(ledger, ledger, ledger, store, content, view, view),
                folders,
                new NodeSettings(policy, AttestMargin.DERIVED, 2, clock, new SecureRandom(), crash),
                PluginShelf.of(TestNode.class.getClassLoader()));
        peers.up(id, core.requests());
        core.start();
        return this;
    }

    /** Has the host show this node another ledger, from its next start on. */
    public TestNode follow(MemoryLedger shown) {
        ledger = shown;
        return this;
    }

    /** Gives this node a key to co-sign checkpoints with, from its next start on. */
    public TestNode witness(WitnessIdentity key) {
        witness = Optional.of(key);
        return this;
    }

    /** Stops the node wherever it is. */
    public void kill() {
        peers.down(id());
        core.close();
    }

    /** The node's id. */
    public NodeId id() {
        return new NodeId(member + "/1");
    }

    /** The node's key of a role. */
    public Pkcs12Signer signer(Role role) {
        TestIdentity identity = fixture.identity(member, role);
        return new Pkcs12Signer(new KeyMaterial(identity.key().privateKey(), identity.certificates()));
    }

    /** The running node. */
    public NodeCore core() {
        return core;
    }

    /** What is in its folders. */
    public NodeFolders folders() {
        return folders;
    }

    /** Its database. */
    public MemoryNodeStore store() {
        return store;
    }

    /** Its home folder. */
    public Path home() {
        return home;
    }
}
