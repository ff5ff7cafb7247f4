package io.datapact.node.app.assembly;

import io.datapact.content.DirectoryContentStore;
import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.JcaSignatureVerifier;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.follow.EmbeddedLedger;
import io.datapact.ledger.follow.EmbeddedLedgerSettings;
import io.datapact.node.NodeCore;
import io.datapact.node.NodeFolders;
import io.datapact.node.NodePorts;
import io.datapact.node.NodeSelf;
import io.datapact.node.NodeSettings;
import io.datapact.node.algorithm.PluginShelf;
import io.datapact.node.app.config.ConfigurationException;
import io.datapact.node.app.config.Home;
import io.datapact.node.app.config.NodeConfiguration;
import io.datapact.node.app.store.Database;
import io.datapact.node.app.store.JdbcNodeStore;
import io.datapact.node.evidence.EvidenceLog;
import io.datapact.node.evidence.PeerEvidence;
import io.datapact.node.history.Forks;
import io.datapact.node.identity.Keyring;
import io.datapact.node.identity.Pkcs12Opener;
import io.datapact.node.identity.Signer;
import io.datapact.node.run.RegisteredPeers;
import io.datapact.node.run.ResultFolder;
import io.datapact.node.table.SnapshotStore;
import io.datapact.node.table.TableLimits;
import io.datapact.pki.key.AtomicFiles;
import io.datapact.pki.key.EcdsaSignatures;
import io.datapact.pki.key.KeyMaterial;
import io.datapact.transport.NodeTransport;
import io.datapact.transport.TransportSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** A node with all its adapters, at work until it is closed. */
public final class AssembledNode implements AutoCloseable {
    private static final long MAXIMUM_CONTENT_BYTES = 256L << 20;
    private static final long MAXIMUM_SHARE_BYTES = 64L << 20;
    private static final Duration PEER_CALL_WAIT = Duration.ofSeconds(30);
    private static final int MAXIMUM_GENESIS_BYTES = 1 << 20;

    private final Closing closing;
    private final Parts parts;

    /**
     * What the node is made of, for whoever shows it to people.
     *
     * @param network  digest of the genesis record
     * @param peerPort where other nodes reach it
     */
    public record Parts(
            NodeConfiguration configuration,
            Digest network,
            Keyring keys,
            Signer node,
            KeyMaterial tls,
            EmbeddedLedger ledger,
            Database database,
            PeerBook peers,
            NodeFolders folders,
            NodeCore core,
            int peerPort) {}

    private AssembledNode(Closing closing, Parts parts) {
        this.closing = closing;
        this.parts = parts;
    }

    /**
     * Opens everything and begins to follow the ledger.
     *
     * @throws ConfigurationException if a file that the configuration names is not what it should be
     */
    public static AssembledNode open(NodeConfiguration configuration, Clock clock, SecureRandom random) {
        Closing closing = new Closing();
        boolean opened = false;
        try {
            Parts parts = new Assembly(configuration, clock, random, closing).assemble();
            parts.core().start();
            opened = true;
            return new AssembledNode(closing, parts);
        } finally {
            if (!opened) {
                closing.close();
            }
        }
    }

    /** What the node is made of. */
    public Parts parts() {
        return parts;
    }

    @Override
    public void close() {
        closing.close();
    }

    /** Opens one after the other; what is open is closed again if a later one cannot be. */
    private record Assembly(NodeConfiguration configuration, Clock clock, SecureRandom random, Closing closing) {
        Parts assemble() {
            Home home = configuration.home();
            NodeKeys keys = NodeKeys.open(home, configuration.node());
            GenesisEntry genesis = genesis(configuration.genesis());
            EmbeddedLedger ledger = ledger(genesis, keys);
            Database database = database();
            PeerBook peers = new PeerBook(home.peers(), configuration.peers());
            LateRequests requests = new LateRequests();
            NodeTransport transport = transport(keys, peers, ledger, requests);
            NodeFolders folders = folders(home, keys.node());
            NodeCore core = core(keys, genesis.network(), ledger, database, transport, folders);
            closing.add(core, core::close);
            requests.answerWith(core.requests());
            return new Parts(
                    configuration,
                    genesis.network(),
                    keys.all(),
                    keys.node(),
                    keys.tls().material(),
                    ledger,
                    database,
                    peers,
                    folders,
                    core,
                    transport.port());
        }

        private EmbeddedLedger ledger(GenesisEntry genesis, NodeKeys keys) {
            Path folder = configuration.home().ledger();
            AtomicFiles.createPrivateFolder(folder);
            EmbeddedLedger ledger = EmbeddedLedger.open(new EmbeddedLedgerSettings(
                    folder,
                    genesis,
                    configuration.ledger().host(),
                    configuration.ledger().port(),
                    keys.tls(),
                    EmbeddedLedgerSettings.SUBMIT_DEADLINE));
            closing.add(ledger, ledger::close);
            return ledger;
        }

        private Database database() {
            AtomicFiles.createPrivateFolder(configuration.home().database());
            Database database = Database.open(configuration.database());
            closing.add(database, database::close);
            return database;
        }

        private NodeTransport transport(NodeKeys keys, PeerBook peers, EmbeddedLedger ledger, LateRequests requests) {
            NodeTransport transport = NodeTransport.start(
                    new TransportSettings(
                            configuration.address(), configuration.peerPort(), PEER_CALL_WAIT, MAXIMUM_SHARE_BYTES),
                    keys.tls(),
                    clock,
                    peers,
                    new RegisteredPeers(ledger.replica(), clock),
                    requests);
            closing.add(transport, transport::close);
            return transport;
        }

        private NodeCore core(
                NodeKeys keys,
                Digest network,
                EmbeddedLedger ledger,
                Database database,
                NodeTransport transport,
                NodeFolders folders) {
            NodeSelf self = new NodeSelf(
                    network,
                    configuration.node(),
                    keys.node(),
                    new Pkcs12Opener(keys.node()),
                    new Digest(keys.tls().digest().hex()),
                    WitnessKeyFile.read(configuration.home().witnessKey()));
            NodePorts ports = new NodePorts(
                    ledger,
                    ledger.replica(),
                    ledger.chain().tree(),
                    new JdbcNodeStore(database),
                    DirectoryContentStore.open(configuration.home().content(), MAXIMUM_CONTENT_BYTES),
                    transport.network(),
                    transport.client());
            NodeSettings settings = new NodeSettings(
                    configuration.policy(),
                    configuration.margin(),
                    Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 64),
                    clock,
                    random,
                    CrashMarker.fromProperty(System.out));
            return NodeCore.of(
                    self, keys.all(), ports, folders, settings, PluginShelf.of(AssembledNode.class.getClassLoader()));
        }

        private NodeFolders folders(Home home, Signer node) {
            AtomicFiles.createPrivateFolder(home.snapshots());
            return new NodeFolders(
                    new EvidenceLog(home.evidence(), node, clock),
                    new PeerEvidence(home.peerEvidence(), new JcaSignatureVerifier(EcdsaSignatures.nativeProvider())),
                    new SnapshotStore(home.snapshots(), TableLimits.DEFAULT, random),
                    new ResultFolder(home.results()),
                    new Forks(home.conflict()),
                    home.checkpoints());
        }

        private static GenesisEntry genesis(Path file) {
            try {
                if (Files.size(file) > MAXIMUM_GENESIS_BYTES) {
                    throw new ConfigurationException("expected at most " + MAXIMUM_GENESIS_BYTES + " bytes in " + file);
                }
                return GenesisEntry.of(Files.readAllBytes(file));
            } catch (IOException | IllegalArgumentException e) {
                throw new ConfigurationException("the genesis " + file + ": " + e.getMessage(), e);
            }
        }
    }
}
