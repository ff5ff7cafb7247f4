package io.datapact.pki.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.pki.Consortium;
import io.datapact.pki.OpenSsl;
import io.datapact.pki.key.KeyMaterial;
import io.datapact.pki.key.KeyPairs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateIssuerTest {

    private static final Consortium CONSORTIUM = Consortium.aConsortium();
    private static final CertificateHierarchy HIERARCHY = CONSORTIUM.hierarchy();
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    @TempDir
    private Path folder;

    @Test
    void the_root_allows_one_level_of_authorities_and_the_intermediates_none() {
        assertThat(HIERARCHY.rootCertificate().getBasicConstraints()).isEqualTo(1);
        assertThat(HIERARCHY.tls().certificate().getBasicConstraints()).isZero();
        assertThat(HIERARCHY.signing().certificate().getBasicConstraints()).isZero();
        for (KeyMaterial authority : List.of(HIERARCHY.root(), HIERARCHY.tls(), HIERARCHY.signing())) {
            assertThat(uses(authority.certificate())).containsExactlyInAnyOrder(KeyUse.KEY_CERT_SIGN, KeyUse.CRL_SIGN);
            assertThat(authority.certificate().getCriticalExtensionOIDs())
                    .containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
        }
    }

    @Test
    void signing_certificates_have_a_digital_signature_and_no_extended_use() throws Exception {
        X509Certificate approver =
                CONSORTIUM.key("bank-a", CertificateRole.APPROVER, "alice").certificate();

        assertThat(uses(approver)).containsExactly(KeyUse.DIGITAL_SIGNATURE);
        assertThat(approver.getExtendedKeyUsage()).isNull();
        assertThat(approver.getSubjectAlternativeNames()).isNull();
        assertThat(approver.getBasicConstraints()).isEqualTo(-1);
        assertThat(approver.getSubjectX500Principal().getName()).isEqualTo("CN=alice,OU=approver,O=bank-a");
    }

    @Test
    void nodes_can_also_receive_envelopes() {
        assertThat(uses(CONSORTIUM.key("bank-a", CertificateRole.NODE, "1").certificate()))
                .containsExactlyInAnyOrder(KeyUse.DIGITAL_SIGNATURE, KeyUse.KEY_AGREEMENT);
    }

    @Test
    void tls_certificates_serve_both_ends_and_bear_their_names() throws Exception {
        X509Certificate tls =
                CONSORTIUM.key("bank-a", CertificateRole.TLS, "node-1").certificate();

        assertThat(tls.getExtendedKeyUsage()).containsExactlyInAnyOrder(SERVER_AUTH, CLIENT_AUTH);
        assertThat(HostName.allOf(tls)).isEqualTo(Set.of(new HostName("localhost"), new HostName("127.0.0.1")));
        assertThat(tls.getIssuerX500Principal())
                .isEqualTo(HIERARCHY.tls().certificate().getSubjectX500Principal());
    }

    @Test
    void serials_are_random_and_positive() {
        CertificateIssuer issuer = CertificateHierarchy.issuer(HIERARCHY.signing(), Consortium.RANDOM);
        Set<Object> serials = new HashSet<>();
        int bits = 0;
        for (int i = 0; i < 64; i++) {
            X509Certificate certificate = issuer.issue(anOrder(), Consortium.LATER);
            assertThat(certificate.getSerialNumber()).isPositive();
            bits = Math.max(bits, certificate.getSerialNumber().bitLength());
            serials.add(certificate.getSerialNumber());
        }
        assertThat(serials).hasSize(64);
        assertThat(bits).isBetween(120, 128);
    }

    @Test
    void a_certificate_never_begins_before_or_ends_after_its_issuer() {
        X509Certificate issuer = HIERARCHY.signing().certificate();
        CertificateIssuer issuing = CertificateHierarchy.issuer(HIERARCHY.signing(), Consortium.RANDOM);
        Instant begin = issuer.getNotBefore().toInstant();
        Instant end = issuer.getNotAfter().toInstant();

        assertThat(issuing.issue(anOrder(), begin).getNotBefore()).isEqualTo(issuer.getNotBefore());
        assertThat(issuing.issue(anOrder(), end.minusSeconds(60)).getNotAfter()).isEqualTo(issuer.getNotAfter());
        assertThatThrownBy(() -> issuing.issue(anOrder(), end))
                .isInstanceOf(IssuerOutOfValidityException.class)
                .hasMessageContaining("renew the issuer or correct the clock");
        assertThatThrownBy(() -> issuing.issue(anOrder(), begin.minusSeconds(1)))
                .isInstanceOf(IssuerOutOfValidityException.class);
    }

    @Test
    void a_certificate_lasts_as_long_as_its_profile_says() {
        CertificateIssuer issuing = CertificateHierarchy.issuer(HIERARCHY.signing(), Consortium.RANDOM);
        CertificateOrder order = CertificateOrder.of(
                new MemberSubject("bank-a", CertificateRole.ADMIN, "x"),
                KeyPairs.generateP256(Consortium.RANDOM).getPublic(),
                List.of(),
                StandardProfiles.SIGNING.withValidity(Duration.ofHours(2)));

        X509Certificate certificate = issuing.issue(order, Consortium.LATER);

        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(Consortium.LATER.plus(Duration.ofHours(2)));
        assertThat(certificate.getNotBefore().toInstant())
                .isEqualTo(Consortium.LATER.minus(CertificateIssuer.BACKDATING));
    }

    @Test
    void a_signer_with_the_wrong_key_is_found_out() {
        CertificateSigner lying = new CertificateSigner() {
            @Override
            public List<X509Certificate> chain() {
                return HIERARCHY.signing().chain();
            }

            @Override
            public String algorithm() {
                return "SHA256withECDSA";
            }

            @Override
            public byte[] sign(byte[] toBeSigned) {
                return new SoftwareSigner(HIERARCHY.tls(), io.datapact.pki.key.EcdsaSignatures.jdk()).sign(toBeSigned);
            }
        };
        assertThatThrownBy(() -> new CertificateIssuer(lying, Consortium.RANDOM).issue(anOrder(), Consortium.LATER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("check that key and certificate belong together");
    }

    @Test
    void profiles_cannot_mix_authorities_and_end_entities() {
        assertThatThrownBy(() -> new CertificateProfile(
                        "bad",
                        Set.of(CertificateRole.NODE),
                        Set.of(KeyUse.KEY_CERT_SIGN),
                        Set.of(),
                        Duration.ofDays(1),
                        java.util.OptionalInt.empty(),
                        0,
                        0))
                .hasMessageContaining("belong to authorities");
        assertThatThrownBy(() -> StandardProfiles.NODE.withValidity(Duration.ofDays(365 * 40)))
                .hasMessageContaining("30 years");
    }

    @Test
    void openssl_verifies_the_chains() throws Exception {
        OpenSsl.assumePresent();
        Files.writeString(folder.resolve("root.pem"), X509Files.toPem(HIERARCHY.rootCertificate()));
        for (CertificateRole role : CertificateRole.values()) {
            KeyMaterial key = CONSORTIUM.key("bank-a", role, "someone");
            Files.writeString(folder.resolve("chain.pem"), X509Files.toPem(key.chain()));
            Files.writeString(folder.resolve("leaf.pem"), X509Files.toPem(key.certificate()));
            String at = String.valueOf(Consortium.LATER.getEpochSecond());
            OpenSsl.Result result = OpenSsl.run(
                    folder,
                    "verify",
                    "-x509_strict",
                    "-attime",
                    at,
                    "-purpose",
                    role == CertificateRole.TLS ? "sslserver" : "any",
                    "-CAfile",
                    "root.pem",
                    "-untrusted",
                    "chain.pem",
                    "leaf.pem");
            assertThat(result.exitCode()).as(role + ": " + result.output()).isZero();
        }
    }

    private static CertificateOrder anOrder() {
        return CertificateOrder.of(
                new MemberSubject("bank-a", CertificateRole.ADMIN, "x"),
                HIERARCHY.root().certificate().getPublicKey(),
                List.of(),
                StandardProfiles.SIGNING);
    }

    private static List<KeyUse> uses(X509Certificate certificate) {
        boolean[] bits = certificate.getKeyUsage();
        return java.util.Arrays.stream(KeyUse.values())
                .filter(use -> bits[use.index()])
                .toList();
    }
}
