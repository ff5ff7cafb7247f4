package io.datapact.launcher.network;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.member.LedgerAuthority;
import io.datapact.launcher.LaunchException;
import io.datapact.launcher.process.Program;
import io.datapact.launcher.process.Programs;
import io.datapact.launcher.process.RunningProgram;
import io.datapact.ledger.chain.GenesisEntry;
import io.datapact.ledger.local.LocalLedger;
import io.datapact.ledger.local.LogKey;
import io.datapact.pki.certificate.CertificateDigest;
import io.datapact.pki.key.AtomicFiles;
import io.datapact.pki.key.KeyMaterial;
import io.datapact.pki.key.Passphrase;
import io.datapact.pki.key.Pkcs12KeyStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Sets a demo network up in its folder: authority, enrolled keys, log key, signed genesis, the host's settings. The
 * genesis is written last, so a set-up that was cut short is recognised.
 */
final class NetworkSetup {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String LOG_KEY = "log.key.pem";

    private final NetworkPlan plan;
    private final Layout layout;
    private final Programs programs;
    private final SecureRandom random = new SecureRandom();

    NetworkSetup(NetworkPlan plan, Layout layout, Programs programs) {
        this.plan = plan;
        this.layout = layout;
        this.programs = programs;
    }

    /** Starts the authority, and sets the network up unless its genesis is there. */
    RunningProgram ensure() {
        RunningProgram authority = programs.start(
                Program.CA,
                layout.ca(),
                List.of("--datapact.ca.home=" + layout.ca(), "--datapact.ca.consortium=" + plan.name()));
        try {
            int port = authority.awaitPort(PATIENCE);
            if (!Files.exists(layout.genesis())) {
                setUp(port);
            }
            return authority;
        } catch (IOException e) {
            authority.close();
            throw new LaunchException("the network could not be set up in " + layout.root(), e);
        } catch (LaunchException e) {
            authority.close();
            throw e;
        }
    }

    private void setUp(int port) throws IOException {
        Files.copy(layout.ca().resolve("root.pem"), layout.trustedRoot(), StandardCopyOption.REPLACE_EXISTING);
        Map<String, KeyMaterial> admins = new TreeMap<>();
        Map<String, KeyMaterial> tls = new TreeMap<>();
        try (Enrolment enrolment = new Enrolment(layout, port, random)) {
            for (FounderPlan founder : plan.founders()) {
                enrol(enrolment, founder, admins, tls);
            }
            enrolment.enrol(layout.ledger(), plan.host(), "tls", "ledger");
        }
        Bytes logKey = LogKey.generate(layout.ledger().resolve(LOG_KEY));
        writeHostSettings(tls);
        byte[] genesis = GenesisMaker.make(
                plan,
                admins,
                offlineRoot(),
                new LedgerAuthority("embedded", plan.name(), logKey),
                System.currentTimeMillis());
        LocalLedger.initialise(layout.ledger().resolve("chain"), GenesisEntry.of(genesis));
        AtomicFiles.writePublic(layout.genesis(), genesis);
    }

    private void enrol(
            Enrolment enrolment, FounderPlan founder, Map<String, KeyMaterial> admins, Map<String, KeyMaterial> tls)
            throws IOException {
        Path home = layout.node(founder.member());
        for (String role : founder.roles()) {
            KeyMaterial material = enrolment.enrol(home, founder.member(), role, founder.handle(role));
            switch (role) {
                case "admin" -> admins.put(founder.member(), material);
                case "tls" -> tls.put(founder.member(), material);
                default -> {}
            }
        }
        Files.copy(layout.trustedRoot(), home.resolve("keys").resolve("root.pem"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** The founders' first connections come before their TLS certificates are registered. */
    private void writeHostSettings(Map<String, KeyMaterial> tls) throws IOException {
        String bootstrap = tls.values().stream()
                .map(material -> CertificateDigest.of(material.certificate()).hex())
                .collect(Collectors.joining(","));
        Files.writeString(layout.ledger().resolve("ledger.properties"), """
                # Written by the launcher for network %s. Every key: node-service/ledger-embedded/README.md
                listen.address=127.0.0.1
                listen.port=0
                tls.keystore=keys/tls.p12
                tls.passphrase.file=keys/passphrase
                trust.roots=%s
                genesis=%s
                log.key=%s
                bootstrap.clients=%s
                """.formatted(
                        plan.name(), layout.trustedRoot(), layout.genesis(), LOG_KEY, bootstrap));
    }

    /** The root's key, which the authority sets apart; the demo's operator still has it at hand. */
    private KeyMaterial offlineRoot() {
        Path folder = layout.ca().resolve("authority").resolve("offline-root");
        try (Passphrase passphrase = Passphrase.fromFile(folder.resolve("root.passphrase"))) {
            return Pkcs12KeyStores.load(folder.resolve("root.p12"), passphrase);
        }
    }
}
