package io.datapact.node.app;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.ApprovalPolicy;
import io.datapact.contract.member.CurrencyIssuer;
import io.datapact.contract.member.DisputePolicy;
import io.datapact.contract.member.Founder;
import io.datapact.contract.member.Genesis;
import io.datapact.contract.member.LedgerAuthority;
import io.datapact.contract.member.PeriodPolicy;
import io.datapact.contract.member.Policy;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.local.LogKey;
import io.datapact.ledger.serve.HostLog;
import io.datapact.ledger.serve.LedgerServer;
import io.datapact.node.app.config.ConfigurationFile;
import io.datapact.node.app.log.OperatorMessages;
import io.datapact.pki.Consortium;
import io.datapact.pki.certificate.CertificateDigest;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.key.AtomicFiles;
import io.datapact.pki.key.EcdsaSignatures;
import io.datapact.pki.key.KeyMaterial;
import io.datapact.pki.key.Passphrase;
import io.datapact.pki.key.Pkcs12KeyStores;
import io.datapact.pki.tls.TlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A ledger host and nodes in this process: real adapters, real files, real TLS on loopback. */
final class TestNetwork implements AutoCloseable {
    static final String CURRENCY = "CNY";

    private static final String ORIGIN = "datapact-test";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ISSUER = "clearing-c";

    private final Path folder;
    private final List<String> members;
    private final Consortium consortium = Consortium.issuedAt(Instant.now().minusSeconds(60));
    private final Map<String, KeyMaterial> admins = new HashMap<>();
    private final Set<Digest> founders = new HashSet<>();
    private final Map<String, RunningNode> nodes = new LinkedHashMap<>();
    private final LocalLedger ledger;
    private final LedgerServer host;

    private TestNetwork(Path folder, List<String> members) throws IOException {
        this.folder = folder;
        this.members = List.copyOf(members);
        for (String member : members) {
            keys(member);
        }
        Bytes logKey = LogKey.generate(folder.resolve("log.key.pem"));
        byte[] envelope = genesis(logKey);
        Files.write(folder.resolve("genesis.dsse.json"), envelope);
        GenesisEntry genesis = GenesisEntry.of(envelope);
        Path chain = folder.resolve("chain");
        LocalLedger.initialise(chain, genesis);
        this.ledger = LocalLedger.open(
                chain, genesis, LogKey.load(folder.resolve("log.key.pem"), genesis.logKey()), Clock.systemUTC());
        this.host = LedgerServer.start(
                ledger,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new TlsIdentity(consortium.key(ISSUER, CertificateRole.TLS, "host"), Set.of(root())),
                founders,
                Clock.systemUTC(),
                new SilentLog());
    }

    /** A network whose nodes are not started yet. */
    static TestNetwork of(Path folder, String... members) throws IOException {
        return new TestNetwork(folder, List.of(members));
    }

    /** Starts a member's node. */
    RunningNode start(String member, String... settings) throws IOException {
        Files.writeString(home(member).resolve("node.properties"), """
                datapact.node.member=%s
                datapact.node.ledger.address=127.0.0.1:%d
                datapact.node.ledger.genesis=%s
                %s
                """.formatted(
                        member, host.port(), folder.resolve("genesis.dsse.json"), String.join("\n", settings)));
        RunningNode node = RunningNode.start(
                ConfigurationFile.load(home(member)), new OperatorMessages(), Clock.systemUTC(), RANDOM);
        nodes.put(member, node);
        return node;
    }

    /** Stops a member's node. */
    void stop(String member) {
        nodes.remove(member).close();
    }

    /** A member's node, to be spoken to. */
    TestApi api(String member) {
        return new TestApi(nodes.get(member).port(), home(member).resolve("tokens"), root(), member);
    }

    /** A member's folder. */
    Path home(String member) {
        return folder.resolve("nodes").resolve(member);
    }

    /** Where the other nodes are. */
    Map<String, Object> peersOf(String member) {
        Map<String, Object> peers = new HashMap<>();
        nodes.forEach((other, node) -> {
            if (!other.equals(member)) {
                peers.put(other, "127.0.0.1:" + node.node().parts().peerPort());
            }
        });
        return peers;
    }

    /** The ledger's host, as tests look at it. */
    LocalLedger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        nodes.values().forEach(RunningNode::close);
        host.close();
        ledger.close();
    }

    private java.security.cert.X509Certificate root() {
        return consortium.hierarchy().rootCertificate();
    }

    private void keys(String member) throws IOException {
        Path keys = home(member).resolve("keys");
        AtomicFiles.createPrivateFolder(keys);
        Files.writeString(keys.resolve("root.pem"), X509Files.toPem(root()));
        try (Passphrase passphrase = Passphrase.generate(RANDOM)) {
            passphrase.writeTo(keys.resolve("passphrase"));
            for (CertificateRole role : roles(member)) {
                boolean machine = role == CertificateRole.NODE || role == CertificateRole.TLS;
                KeyMaterial key = consortium.key(member, role, machine ? "1" : role.code() + "-1");
                Pkcs12KeyStores.store(keys.resolve(role.code() + ".p12"), key, passphrase);
                if (role == CertificateRole.ADMIN) {
                    admins.put(member, key);
                }
                if (role == CertificateRole.TLS) {
                    founders.add(
                            new Digest(CertificateDigest.of(key.certificate()).hex()));
                }
            }
        }
    }

    private static List<CertificateRole> roles(String member) {
        List<CertificateRole> roles = new ArrayList<>(
                List.of(CertificateRole.ADMIN, CertificateRole.APPROVER, CertificateRole.NODE, CertificateRole.TLS));
        if (member.equals(ISSUER)) {
            roles.add(CertificateRole.MARKET);
        }
        return roles;
    }

    private byte[] genesis(Bytes logKey) {
        Bytes root = Bytes.of(X509Files.der(root()));
        List<Founder> all = members.stream()
                .sorted()
                .map(member -> new Founder(
                        new MemberId(member), List.of("bank"), List.of(root), List.of(chain(admins.get(member)))))
                .toList();
        Genesis genesis = new Genesis(
                Genesis.TYPE,
                "test",
                System.currentTimeMillis(),
                new LedgerAuthority(GenesisEntry.KIND, ORIGIN, logKey),
                1,
                policy(),
                all,
                List.of(),
                List.of(new CurrencyIssuer(CURRENCY, new MemberId(ISSUER))));
        byte[] payload = RecordCodec.of(Genesis.class).encode(genesis);
        KeyMaterial key = consortium.hierarchy().root();
        byte[] signature =
                EcdsaSignatures.jdk().sign(key.privateKey(), Dsse.preAuthenticationEncoding(Dsse.GENESIS, payload));
        return Dsse.Envelope.of(
                        Dsse.GENESIS,
                        payload,
                        CertificateDigest.of(key.certificate()).hex(),
                        signature)
                .encode();
    }

    private static Policy policy() {
        return new Policy(
                1,
                86_400,
                3_600,
                600,
                1,
                100,
                20,
                new MemberId(ISSUER),
                2,
                0,
                10,
                10,
                0,
                86_400,
                0,
                ApprovalPolicy.PLAIN,
                new DisputePolicy(10, 3_600, 100),
                new PeriodPolicy(30));
    }

    private List<Bytes> chain(KeyMaterial key) {
        return key.chain().stream()
                .filter(certificate -> !certificate.equals(root()))
                .map(certificate -> Bytes.of(X509Files.der(certificate)))
                .toList();
    }

    private static final class SilentLog implements HostLog {
        @Override
        public void clientRefused(Digest certificate, String why) {}

        @Override
        public void followerJoined(Digest certificate, long from) {}

        @Override
        public void followerLeft(Digest certificate, long next) {}

        @Override
        public void entryAway(Digest certificate, String why) {}
    }
}
