package io.datapact.launcher.network;

import io.datapact.launcher.LaunchException;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.HostName;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.enrol.EnrolmentClient;
import io.datapact.pki.enrol.EnrolmentReply;
import io.datapact.pki.enrol.TokenReply;
import io.datapact.pki.key.AtomicFiles;
import io.datapact.pki.key.KeyMaterial;
import io.datapact.pki.key.KeyPairs;
import io.datapact.pki.key.Passphrase;
import io.datapact.pki.key.Pkcs12KeyStores;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Enrols keys at the certificate authority, each made where it will stay. Only a network that the launcher sets up as a
 * whole, marked as such, plays the authority's operator and every member at once.
 */
final class Enrolment implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<HostName> LOOPBACK = List.of(new HostName("localhost"), new HostName("127.0.0.1"));

    private final EnrolmentClient client;
    private final String adminSecret;
    private final SecureRandom random;

    Enrolment(Layout layout, int port, SecureRandom random) {
        this.random = random;
        this.adminSecret = read(layout.ca().resolve("admin.secret")).strip();
        this.client = new EnrolmentClient(
                URI.create("https://127.0.0.1:" + port),
                X509Files.certificateFromPem(read(layout.trustedRoot())),
                PATIENCE,
                Clock.systemUTC());
    }

    /** Makes a key in a home, enrols it and keeps it there under the home's passphrase. */
    KeyMaterial enrol(Path home, String member, String role, String handle) {
        CertificateRole asked = CertificateRole.ofCode(role)
                .orElseThrow(() -> new LaunchException("expected a role that certificates have, found " + role));
        MemberSubject subject = new MemberSubject(member, asked, handle);
        List<HostName> names = role.equals("tls") ? LOOPBACK : List.of();
        KeyPair pair = KeyPairs.generateP256(random);
        EnrolmentReply reply = client.enrol(token(subject, names), pair, subject, names);
        return switch (reply) {
            case EnrolmentReply.Enrolled enrolled ->
                keep(home, role, new KeyMaterial(pair.getPrivate(), enrolled.chain()));
            case EnrolmentReply.Refused refused ->
                throw new LaunchException("the certificate authority refused to enrol " + subject + ": "
                        + refused.reason() + ", " + refused.detail());
        };
    }

    private String token(MemberSubject subject, List<HostName> names) {
        return switch (client.requestToken(adminSecret, subject, names)) {
            case TokenReply.Granted granted -> granted.token();
            case TokenReply.Refused refused ->
                throw new LaunchException("the certificate authority gave no token for " + subject + ": "
                        + refused.reason() + ", " + refused.detail());
        };
    }

    private KeyMaterial keep(Path home, String role, KeyMaterial material) {
        Path file = Layout.passphrase(home);
        AtomicFiles.createPrivateFolder(file.getParent());
        if (!Files.exists(file)) {
            try (Passphrase fresh = Passphrase.generate(random)) {
                fresh.writeTo(file);
            }
        }
        try (Passphrase passphrase = Passphrase.fromFile(file)) {
            Pkcs12KeyStores.store(Layout.keyStore(home, role), material, passphrase);
        }
        return material;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new LaunchException("expected a readable file " + file + ", found none", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
