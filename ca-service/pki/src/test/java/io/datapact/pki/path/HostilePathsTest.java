package io.datapact.pki.path;

import static io.datapact.pki.path.ForgedCertificates.aCertificate;
import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.pki.Consortium;
import io.datapact.pki.certificate.CertificateHierarchy;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.key.KeyMaterial;
import io.datapact.pki.key.KeyPairs;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

class HostilePathsTest {

    private static final CertificateHierarchy HIERARCHY =
            Consortium.aConsortium().hierarchy();
    private static final KeyMaterial SIGNING = HIERARCHY.signing();
    private static final KeyPair PAIR = KeyPairs.generateP256(Consortium.RANDOM);

    @Test
    void the_forger_can_also_make_what_is_believed() throws Exception {
        X509Certificate fine = aCertificate().issuedBy(SIGNING, PAIR);
        assertThat(ask(List.of(fine, SIGNING.certificate())).isValid()).isTrue();
    }

    @Test
    void an_end_entity_cannot_issue() throws Exception {
        KeyPair below = KeyPairs.generateP256(Consortium.RANDOM);
        X509Certificate leaf = aCertificate().issuedBy(SIGNING, PAIR);
        X509Certificate daring = aCertificate().keyUsage(KeyUsage.keyCertSign).issuedBy(SIGNING, PAIR);

        assertInvalid(ask(List.of(issuedBelow(leaf, below), leaf, SIGNING.certificate())), PathFault.KEY_USAGE_WRONG);
        assertInvalid(
                ask(List.of(issuedBelow(daring, below), daring, SIGNING.certificate())),
                PathFault.ISSUER_NOT_AUTHORITY);
    }

    private static X509Certificate issuedBelow(X509Certificate issuer, KeyPair key) throws Exception {
        return aCertificate()
                .subject("O=telco-b,OU=admin,CN=boss")
                .issuedBy(new KeyMaterial(PAIR.getPrivate(), List.of(issuer)), key);
    }

    @Test
    void an_intermediate_cannot_make_intermediates() throws Exception {
        X509Certificate second =
                aCertificate().subject("CN=second").authority(0).issuedBy(SIGNING, PAIR);
        KeyPair below = KeyPairs.generateP256(Consortium.RANDOM);
        X509Certificate leaf = aCertificate().issuedBy(new KeyMaterial(PAIR.getPrivate(), List.of(second)), below);

        assertInvalid(ask(List.of(leaf, second, SIGNING.certificate())), PathFault.PATH_TOO_LONG);
    }

    @Test
    void an_issuer_needs_the_right_to_sign_certificates() throws Exception {
        for (ForgedCertificates authority : List.of(
                aCertificate().subject("CN=no bit").authority(0).keyUsage(KeyUsage.digitalSignature),
                aCertificate().subject("CN=no extension").authority(0).withoutKeyUsage())) {
            X509Certificate issuer = authority.issuedBy(HIERARCHY.root(), PAIR);
            X509Certificate leaf = aCertificate()
                    .issuedBy(
                            new KeyMaterial(PAIR.getPrivate(), List.of(issuer)),
                            KeyPairs.generateP256(Consortium.RANDOM));
            assertInvalid(ask(List.of(leaf, issuer)), PathFault.KEY_USAGE_WRONG);
        }
    }

    @Test
    void a_signer_needs_a_key_usage() throws Exception {
        assertInvalid(
                ask(List.of(aCertificate().withoutKeyUsage().issuedBy(SIGNING, PAIR), SIGNING.certificate())),
                PathFault.KEY_USAGE_WRONG);
        assertInvalid(
                ask(List.of(
                        aCertificate().keyUsage(KeyUsage.keyEncipherment).issuedBy(SIGNING, PAIR),
                        SIGNING.certificate())),
                PathFault.KEY_USAGE_WRONG);
        assertInvalid(
                ask(List.of(
                        aCertificate()
                                .keyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign)
                                .issuedBy(SIGNING, PAIR),
                        SIGNING.certificate())),
                PathFault.LEAF_IS_AUTHORITY);
    }

    @Test
    void other_subjects_are_refused() throws Exception {
        for (String subject : List.of("CN=alice", "O=bank-a,OU=king,CN=alice", "O=bank-a,OU=admin,OU=node,CN=a")) {
            assertInvalid(
                    ask(List.of(aCertificate().subject(subject).issuedBy(SIGNING, PAIR), SIGNING.certificate())),
                    PathFault.SUBJECT_WRONG);
        }
    }

    @Test
    void weak_algorithms_are_refused_whoever_signed() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(1024);
        KeyPairGenerator p384 = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        p384.initialize(new ECGenParameterSpec("secp384r1"));
        for (X509Certificate weak : List.of(
                aCertificate().issuedBy(SIGNING, rsa.generateKeyPair()),
                aCertificate().issuedBy(SIGNING, p384.generateKeyPair()),
                aCertificate().signedWith("SHA1withECDSA").issuedBy(SIGNING, PAIR))) {
            assertInvalid(ask(List.of(weak, SIGNING.certificate())), PathFault.ALGORITHM_NOT_ALLOWED);
        }
    }

    @Test
    void unknown_critical_extensions_are_refused() throws Exception {
        X509Certificate odd = aCertificate().unknownCriticalExtension().issuedBy(SIGNING, PAIR);
        assertInvalid(ask(List.of(odd, SIGNING.certificate())), PathFault.CRITICAL_EXTENSION_UNKNOWN);
    }

    @Test
    void a_trusted_root_must_itself_be_a_valid_authority() throws Exception {
        X509Certificate leaf = aCertificate().issuedBy(SIGNING, PAIR);
        X509Certificate other = aCertificate().issuedBy(HIERARCHY.root(), PAIR);
        X509Certificate below = aCertificate()
                .issuedBy(new KeyMaterial(PAIR.getPrivate(), List.of(other)), KeyPairs.generateP256(Consortium.RANDOM));

        assertInvalid(ask(List.of(below), Set.of(other)), PathFault.ANCHOR_NOT_VALID);
        assertThat(ask(List.of(leaf), Set.of(SIGNING.certificate())).isValid())
                .as("an intermediate may be trusted as it is")
                .isTrue();
    }

    @Test
    void revocation_lists_are_obeyed_when_given() throws Exception {
        X509Certificate leaf = aCertificate().issuedBy(SIGNING, PAIR);
        Instant until = Consortium.LATER.plus(Duration.ofDays(1));
        X509CRL rootList = ForgedCertificates.crl(HIERARCHY.root(), Consortium.ISSUED, until, List.of());
        X509CRL clean = ForgedCertificates.crl(SIGNING, Consortium.ISSUED, until, List.of());
        X509CRL revoking = ForgedCertificates.crl(SIGNING, Consortium.ISSUED, until, List.of(leaf));
        X509CRL stale =
                ForgedCertificates.crl(SIGNING, Consortium.ISSUED, Consortium.ISSUED.plusSeconds(60), List.of());
        X509CRL impostor = ForgedCertificates.crl(
                Consortium.aConsortium().hierarchy().signing(), Consortium.ISSUED, until, List.of());

        assertThat(withLists(leaf, List.of(rootList, clean)).isValid()).isTrue();
        assertInvalid(withLists(leaf, List.of(rootList, revoking)), PathFault.REVOKED);
        assertInvalid(withLists(leaf, List.of(rootList)), PathFault.REVOCATION_UNKNOWN);
        assertInvalid(withLists(leaf, List.of(rootList, stale)), PathFault.REVOCATION_UNKNOWN);
        assertInvalid(withLists(leaf, List.of(rootList, impostor)), PathFault.REVOCATION_UNKNOWN);
    }

    private static PathVerdict withLists(X509Certificate leaf, List<X509CRL> lists) {
        return new PathValidation()
                .validate(new PathQuestion(
                        List.of(leaf, SIGNING.certificate()),
                        Set.of(HIERARCHY.rootCertificate()),
                        Consortium.LATER,
                        lists,
                        PathExpectation.signing(CertificateRole.APPROVER)));
    }

    private static PathVerdict ask(List<X509Certificate> chain) {
        return ask(chain, Set.of(HIERARCHY.rootCertificate()));
    }

    private static PathVerdict ask(List<X509Certificate> chain, Set<X509Certificate> anchors) {
        return new PathValidation()
                .validate(new PathQuestion(chain, anchors, Consortium.LATER, PathExpectation.signing()));
    }

    private static void assertInvalid(PathVerdict verdict, PathFault reason) {
        PathValidationTest.assertInvalid(verdict, reason);
    }
}
