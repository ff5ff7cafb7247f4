package io.datapact.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.pki.Consortium;
import io.datapact.pki.OpenSsl;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.HostName;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.enrol.EnrolmentClient;
import io.datapact.pki.enrol.EnrolmentException;
import io.datapact.pki.enrol.EnrolmentReply;
import io.datapact.pki.enrol.TokenReply;
import io.datapact.pki.key.KeyPairs;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnrolmentTest {

    private static final RunningCa CA = RunningCa.shared();
    private static final List<HostName> LOOPBACK = List.of(new HostName("localhost"), new HostName("127.0.0.1"));

    private final KeyPair pair = KeyPairs.generateP256(new SecureRandom());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(CertificateRole.class)
    void every_role_enrols_with_a_key_of_its_own(CertificateRole role) throws Exception {
        MemberSubject subject = new MemberSubject("bank-a", role, "someone-" + role.code());
        List<X509Certificate> chain = enrol(subject);

        assertThat(chain).hasSize(2);
        assertThat(chain.getFirst().getPublicKey()).isEqualTo(pair.getPublic());
        assertThat(MemberSubject.of(chain.getFirst().getSubjectX500Principal())).contains(subject);
        assertThat(chain.getFirst().getNotBefore())
                .isAfterOrEqualTo(chain.getLast().getNotBefore());
    }

    @Test
    void openssl_verifies_the_chain_that_was_issued() throws Exception {
        OpenSsl.assumePresent();
        List<X509Certificate> chain = enrol(new MemberSubject("bank-a", CertificateRole.TLS, "openssl"));
        Files.writeString(folder.resolve("leaf.pem"), X509Files.toPem(chain.getFirst()));
        Files.writeString(folder.resolve("intermediate.pem"), X509Files.toPem(chain.getLast()));

        OpenSsl.Result result = OpenSsl.run(
                folder,
                "verify",
                "-x509_strict",
                "-purpose",
                "sslserver",
                "-verify_ip",
                "127.0.0.1",
                "-CAfile",
                CA.home().resolve("root.pem").toString(),
                "-untrusted",
                "intermediate.pem",
                "leaf.pem");

        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    @Test
    void what_was_issued_can_be_read_by_its_serial_and_is_in_the_trail() {
        List<X509Certificate> chain = enrol(new MemberSubject("telco-b", CertificateRole.ADMIN, "recorded"));
        String serial = chain.getFirst().getSerialNumber().toString(16);

        RunningCa.Answer answer = CA.get("/v1/certificates/" + serial);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"serial\":\"" + serial + "\"")
                .contains("CN=recorded,OU=admin,O=telco-b")
                .contains("BEGIN CERTIFICATE");
        assertThat(CA.database()
                        .sql("select subject from audit_event where kind = 'CERTIFICATE_ISSUED' and serial = :serial")
                        .param("serial", serial)
                        .query(String.class)
                        .list())
                .containsExactly("O=telco-b, OU=admin, CN=recorded");
    }

    @Test
    void roots_and_intermediates_are_public() {
        assertThat(CA.get("/v1/roots").body())
                .contains(X509Files.toPem(CA.root()).lines().toList().get(3));
        assertThat(CA.get("/v1/intermediates").body().split("BEGIN CERTIFICATE", -1))
                .hasSize(3);
        CA.get("/v1/certificates/abc").assertRefused(404, "NOT_FOUND");
    }

    @Test
    void health_is_public_and_counts_the_issuers() {
        assertThat(CA.get("/actuator/health").body()).contains("\"status\":\"UP\"");
    }

    @Test
    void a_token_for_the_authoritys_own_organisation_is_refused() {
        try (EnrolmentClient client = CA.client()) {
            assertThat(client.requestToken(
                            CA.adminSecret(), new MemberSubject("consortium", CertificateRole.TLS, "ca"), LOOPBACK))
                    .isInstanceOfSatisfying(
                            TokenReply.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo("ORGANISATION_NOT_ALLOWED"));
        }
    }

    @Test
    void tokens_take_names_for_tls_only() {
        try (EnrolmentClient client = CA.client()) {
            for (MemberSubject subject : List.of(
                    new MemberSubject("bank-a", CertificateRole.NODE, "x"),
                    new MemberSubject("bank-a", CertificateRole.TLS, "x"))) {
                List<HostName> wrong = subject.role() == CertificateRole.TLS ? List.of() : LOOPBACK;
                assertThat(client.requestToken(CA.adminSecret(), subject, wrong))
                        .isInstanceOfSatisfying(
                                TokenReply.Refused.class,
                                refused -> assertThat(refused.reason()).isEqualTo("NAME_NOT_ALLOWED"));
            }
        }
    }

    @Test
    void the_client_refuses_an_authority_under_another_root() {
        X509Certificate other = Consortium.aConsortium().hierarchy().rootCertificate();
        try (EnrolmentClient client = new EnrolmentClient(CA.uri(), other, RunningCa.TIMEOUT, Clock.systemUTC())) {
            assertThatThrownBy(() -> client.requestToken(
                            CA.adminSecret(), new MemberSubject("bank-a", CertificateRole.NODE, "1"), List.of()))
                    .isInstanceOf(EnrolmentException.class)
                    .hasMessageContaining("does not prove itself by the pinned root");
        }
    }

    @Test
    void the_client_says_that_nobody_answers_and_wants_https() {
        try (EnrolmentClient client = new EnrolmentClient(
                URI.create("https://127.0.0.1:1"), CA.root(), RunningCa.TIMEOUT, Clock.systemUTC())) {
            assertThatThrownBy(() ->
                            client.requestToken("x", new MemberSubject("bank-a", CertificateRole.NODE, "1"), List.of()))
                    .isInstanceOf(EnrolmentException.class)
                    .hasMessageContaining("cannot reach the authority");
        }
        assertThatThrownBy(() -> new EnrolmentClient(
                        URI.create("http://127.0.0.1:1"), CA.root(), RunningCa.TIMEOUT, Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://");
    }

    @Test
    void the_client_reports_refusals_as_values() {
        try (EnrolmentClient client = CA.client()) {
            assertThat(client.requestToken("wrong", new MemberSubject("bank-a", CertificateRole.NODE, "1"), List.of()))
                    .isInstanceOfSatisfying(
                            TokenReply.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo("UNAUTHENTICATED"));
            assertThat(client.enrol("wrong", pair, new MemberSubject("bank-a", CertificateRole.NODE, "1"), List.of()))
                    .isInstanceOfSatisfying(
                            EnrolmentReply.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo("TOKEN_UNKNOWN"));
        }
    }

    private List<X509Certificate> enrol(MemberSubject subject) {
        List<HostName> names = subject.role() == CertificateRole.TLS ? LOOPBACK : List.of();
        try (EnrolmentClient client = CA.client()) {
            TokenReply token = client.requestToken(CA.adminSecret(), subject, names);
            assertThat(token).isInstanceOf(TokenReply.Granted.class);
            EnrolmentReply reply = client.enrol(((TokenReply.Granted) token).token(), pair, subject, names);
            assertThat(reply).isInstanceOf(EnrolmentReply.Enrolled.class);
            return ((EnrolmentReply.Enrolled) reply).chain();
        }
    }
}
