package io.datapact.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datapact.pki.certificate.CertificateRequests;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.HostName;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.key.KeyPairs;
import io.datapact.pki.key.Passphrase;
import io.datapact.pki.key.Pkcs12KeyStores;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

class RestartTest {

    private static final MemberSubject NODE = new MemberSubject("bank-a", CertificateRole.NODE, "1");

    @TempDir
    private Path folder;

    @Test
    void a_second_start_needs_no_root_key_and_forgets_nothing() throws IOException {
        Path home = folder.resolve("home");
        X509Certificate root;
        String used;
        String open;
        BigInteger serverSerial;
        try (RunningCa first = RunningCa.start(home)) {
            root = first.root();
            serverSerial = serverCertificate(home).getSerialNumber();
            used = first.token("bank-a", CertificateRole.NODE, "1");
            open = first.token("bank-a", CertificateRole.NODE, "1");
            assertThat(first.enrol(used, request()).status()).isEqualTo(201);
            assertPrivate(home);
            assertAppendOnly(first);
        }
        assertThat(home.resolve("ca.port")).doesNotExist();
        Files.move(home.resolve("authority/offline-root"), folder.resolve("vault"));

        try (RunningCa second = RunningCa.start(home, "--datapact.ca.openapi=true")) {
            assertThat(second.root()).isEqualTo(root);
            assertThat(serverCertificate(home).getSerialNumber()).isEqualTo(serverSerial);
            second.enrol(used, request()).assertRefused(403, "TOKEN_USED");
            assertThat(second.enrol(open, request()).status()).isEqualTo(201);
            assertThat(second.get("/v3/api-docs").body())
                    .contains("/v1/enrolments")
                    .contains("\"openapi\"");
            assertThatThrownBy(() -> RunningCa.start(home))
                    .hasRootCauseMessage("another certificate authority runs in " + home
                            + "; stop it, or set datapact.ca.home to another folder");
        }
        assertMakesNoSecondAuthority(home);
    }

    private static void assertMakesNoSecondAuthority(Path home) throws IOException {
        String passphrase = Files.readString(home.resolve("issuing.passphrase"));
        Files.move(home.resolve("authority"), home.resolveSibling("authority-backup"));
        assertThatThrownBy(() -> RunningCa.start(home)).rootCause().hasMessageContaining("restore the folder");

        // Without the root certificate the records in the database still tell.
        Files.delete(home.resolve("root.pem"));
        assertThatThrownBy(() -> RunningCa.start(home)).rootCause().hasMessageContaining("restore the keys");
        assertThat(Files.readString(home.resolve("issuing.passphrase"))).isEqualTo(passphrase);
    }

    @Test
    void an_interrupted_first_start_and_new_names_are_made_good() throws IOException {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve("authority.unfinished/offline-root"));
        Files.writeString(home.resolve("authority.unfinished/offline-root/root.p12"), "half");
        BigInteger serial;
        try (RunningCa first = RunningCa.start(home, "--datapact.ca.consortium=risk-circle")) {
            assertThat(home.resolve("authority.unfinished")).doesNotExist();
            assertThat(first.root().getSubjectX500Principal().getName()).isEqualTo("CN=Datapact root,O=risk-circle");
            serial = serverCertificate(home).getSerialNumber();
        }
        try (RunningCa second = RunningCa.start(
                home, "--datapact.ca.consortium=risk-circle", "--datapact.ca.names=localhost,ca.example")) {
            assertThat(second.port()).isPositive();
            assertThat(serverCertificate(home).getSerialNumber()).isNotEqualTo(serial);
            assertThat(HostName.allOf(serverCertificate(home)))
                    .containsExactlyInAnyOrder(
                            new HostName("localhost"), new HostName("ca.example"), new HostName("127.0.0.1"));
        }
    }

    private static String request() {
        return CertificateRequests.create(KeyPairs.generateP256(new SecureRandom()), NODE, List.of());
    }

    private static X509Certificate serverCertificate(Path home) {
        try (Passphrase passphrase = Passphrase.fromFile(home.resolve("issuing.passphrase"))) {
            return Pkcs12KeyStores.load(home.resolve("server/server.p12"), passphrase)
                    .certificate();
        }
    }

    private static void assertPrivate(Path home) throws IOException {
        assumeTrue(
                home.getFileSystem().supportedFileAttributeViews().contains("posix"), "skipped: no POSIX modes here");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.walk(home)) {
            List<Path> secrets = files.filter(file -> Stream.of(".p12", ".secret", ".passphrase")
                            .anyMatch(end -> file.toString().endsWith(end)))
                    .toList();
            assertThat(secrets).hasSize(7);
            for (Path secret : secrets) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                        .as(secret.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    private static void assertAppendOnly(RunningCa ca) {
        long before = ca.count("audit_event");
        assertThat(before).isPositive();
        for (String change : List.of("update audit_event set reason = 'x'", "delete from audit_event")) {
            assertThatThrownBy(() -> ca.database().sql(change).update())
                    .isInstanceOf(DataAccessException.class)
                    .hasStackTraceContaining("the audit trail is append-only");
        }
        assertThat(ca.count("audit_event")).isEqualTo(before);
        assertThat(ca.post("/v1/tokens", Map.of(), "{}").status()).isEqualTo(401);
    }
}
