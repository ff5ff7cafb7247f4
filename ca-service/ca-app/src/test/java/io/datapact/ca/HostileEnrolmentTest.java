package io.datapact.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.ca.token.TokenRegister;
import io.datapact.pki.certificate.CertificateRequests;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.HostName;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.certificate.Pem;
import io.datapact.pki.key.KeyPairs;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostileEnrolmentTest {

    private static final RunningCa CA = RunningCa.shared();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final MemberSubject NODE = new MemberSubject("bank-a", CertificateRole.NODE, "1");
    private static final MemberSubject TLS = new MemberSubject("bank-a", CertificateRole.TLS, "node-1");

    private final KeyPair pair = KeyPairs.generateP256(RANDOM);
    private long issuedBefore;

    @BeforeEach
    void count() {
        issuedBefore = CA.issued();
    }

    @AfterEach
    void resetTime() {
        CA.clock().move(Duration.ZERO);
    }

    @Test
    void a_token_works_once_even_with_the_same_request() {
        String token = CA.token("bank-a", CertificateRole.NODE, "1");
        String csr = CertificateRequests.create(pair, NODE, List.of());

        assertThat(CA.enrol(token, csr).status()).isEqualTo(201);
        CA.enrol(token, csr).assertRefused(403, "TOKEN_USED");
        CA.enrol(token, CertificateRequests.create(KeyPairs.generateP256(RANDOM), NODE, List.of()))
                .assertRefused(403, "TOKEN_USED");
        assertSigned(1);
    }

    @Test
    void of_many_at_once_exactly_one_gets_a_certificate() throws Exception {
        String token = CA.token("bank-a", CertificateRole.NODE, "1");
        CountDownLatch together = new CountDownLatch(1);
        List<Future<RunningCa.Answer>> answers = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                String csr = CertificateRequests.create(KeyPairs.generateP256(RANDOM), NODE, List.of());
                answers.add(executor.submit(() -> {
                    together.await();
                    return CA.enrol(token, csr);
                }));
            }
            together.countDown();
        }
        int granted = 0;
        for (Future<RunningCa.Answer> answer : answers) {
            assertThat(answer.get().status()).isIn(201, 403);
            granted += answer.get().status() == 201 ? 1 : 0;
        }
        assertThat(granted).isEqualTo(1);
        assertSigned(1);
    }

    @Test
    void an_expired_token_is_refused() {
        String token = CA.token("bank-a", CertificateRole.NODE, "1");
        CA.clock().move(Duration.ofHours(24).plusSeconds(1));

        CA.enrol(token, CertificateRequests.create(pair, NODE, List.of())).assertRefused(403, "TOKEN_EXPIRED");
        assertSigned(0);
    }

    @Test
    void unknown_and_malformed_tokens_are_refused_alike() {
        String csr = CertificateRequests.create(pair, NODE, List.of());
        for (String token : List.of("", "x", "A".repeat(43), "A".repeat(9000), "' or 1=1 --")) {
            CA.enrol(token, csr).assertRefused(403, "TOKEN_UNKNOWN");
        }
        assertSigned(0);
    }

    @Test
    void a_token_is_good_for_its_own_subject_only() {
        assertRefusedWith(new MemberSubject("telco-b", CertificateRole.NODE, "1"), "ORGANISATION_NOT_ALLOWED");
        assertRefusedWith(new MemberSubject("bank-a", CertificateRole.ADMIN, "1"), "ROLE_NOT_ALLOWED");
        assertRefusedWith(new MemberSubject("bank-a", CertificateRole.NODE, "2"), "HANDLE_NOT_ALLOWED");
        assertSigned(0);
    }

    @Test
    void names_beyond_the_tokens_are_refused() {
        String token = CA.token("bank-a", CertificateRole.TLS, "node-1", "localhost", "127.0.0.1");

        CA.enrol(token, CertificateRequests.create(pair, TLS, List.of(new HostName("telco-b.example"))))
                .assertRefused(403, "NAME_NOT_ALLOWED");
        CA.enrol(token, CertificateRequests.create(pair, TLS, List.of())).assertRefused(403, "NAME_NOT_ALLOWED");
        CA.enrol(
                        CA.token("bank-a", CertificateRole.NODE, "1"),
                        CertificateRequests.create(pair, NODE, List.of(new HostName("localhost"))))
                .assertRefused(403, "NAME_NOT_ALLOWED");
        assertSigned(0);

        assertThat(CA.enrol(token, CertificateRequests.create(pair, TLS, List.of(new HostName("localhost"))))
                        .status())
                .as("fewer names than the token's are fine, and mistakes did not use it up")
                .isEqualTo(201);
    }

    @Test
    void a_token_is_locked_after_too_many_mistakes_and_the_trail_stays_bounded() {
        String token = CA.token("bank-a", CertificateRole.NODE, "1");
        long before = CA.count("audit_event");
        for (int i = 0; i < TokenRegister.MAXIMUM_FAILURES; i++) {
            CA.enrol(token, "garbage").assertRefused(400, "MALFORMED");
        }
        for (int i = 0; i < 3; i++) {
            CA.enrol(token, CertificateRequests.create(pair, NODE, List.of())).assertRefused(403, "TOKEN_LOCKED");
        }
        assertThat(CA.count("audit_event") - before).isEqualTo(TokenRegister.MAXIMUM_FAILURES);
        assertSigned(0);
    }

    @Test
    void requests_without_proof_of_possession_are_refused() throws Exception {
        KeyPair victim = KeyPairs.generateP256(RANDOM);
        CA.enrol(CA.token("bank-a", CertificateRole.NODE, "1"), signed(builder(victim), pair, "SHA256withECDSA"))
                .assertRefused(403, "POSSESSION_NOT_PROVEN");
        assertSigned(0);
    }

    @Test
    void weak_keys_are_refused() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(1024);
        KeyPair small = rsa.generateKeyPair();
        KeyPairGenerator p192 = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        p192.initialize(new ECGenParameterSpec("secp192r1"));
        KeyPair weak = p192.generateKeyPair();
        String token = CA.token("bank-a", CertificateRole.NODE, "1");

        CA.enrol(token, signed(builder(small), small, "SHA256withRSA")).assertRefused(403, "ALGORITHM_NOT_ALLOWED");
        CA.enrol(token, signed(builder(weak), weak, "SHA256withECDSA")).assertRefused(403, "ALGORITHM_NOT_ALLOWED");
        assertSigned(0);
    }

    @Test
    void a_request_to_be_an_authority_is_refused() throws Exception {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        PKCS10CertificationRequestBuilder builder =
                builder(pair).addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());

        CA.enrol(CA.token("bank-a", CertificateRole.NODE, "1"), signed(builder, pair, "SHA256withECDSA"))
                .assertRefused(403, "EXTENSION_NOT_ALLOWED");
        assertSigned(0);
    }

    @Test
    void a_key_serves_one_subject_only() {
        assertThat(CA.enrol(
                                CA.token("bank-a", CertificateRole.NODE, "1"),
                                CertificateRequests.create(pair, NODE, List.of()))
                        .status())
                .isEqualTo(201);
        MemberSubject other = new MemberSubject("telco-b", CertificateRole.NODE, "1");

        CA.enrol(CA.token("telco-b", CertificateRole.NODE, "1"), CertificateRequests.create(pair, other, List.of()))
                .assertRefused(403, "KEY_IN_USE");
        assertThat(CA.enrol(
                                CA.token("bank-a", CertificateRole.NODE, "1"),
                                CertificateRequests.create(pair, NODE, List.of()))
                        .status())
                .as("renewal under the same subject")
                .isEqualTo(201);
        assertSigned(2);
    }

    @Test
    void tokens_are_kept_as_hashes_only() {
        String token = CA.token("bank-a", CertificateRole.NODE, "1");
        List<String> digests = CA.database()
                .sql("select digest from enrolment_token")
                .query(String.class)
                .list();
        List<String> details = CA.database()
                .sql("select detail from audit_event")
                .query(String.class)
                .list();

        assertThat(digests).isNotEmpty().noneMatch(digest -> digest.contains(token));
        assertThat(details).noneMatch(detail -> detail.contains(token));
    }

    private void assertRefusedWith(MemberSubject asked, String reason) {
        CA.enrol(
                        CA.token("bank-a", CertificateRole.NODE, "1"),
                        CertificateRequests.create(KeyPairs.generateP256(RANDOM), asked, List.of()))
                .assertRefused(403, reason);
    }

    private void assertSigned(int expected) {
        assertThat(CA.issued() - issuedBefore).isEqualTo(expected);
    }

    private static PKCS10CertificationRequestBuilder builder(KeyPair key) {
        return new PKCS10CertificationRequestBuilder(
                new X500Name("O=bank-a,OU=node,CN=1"),
                SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()));
    }

    private static String signed(PKCS10CertificationRequestBuilder builder, KeyPair signer, String algorithm)
            throws Exception {
        return Pem.write(
                Pem.CERTIFICATE_REQUEST,
                builder.build(new JcaContentSignerBuilder(algorithm)
                                .setProvider(new BouncyCastleProvider())
                                .build(signer.getPrivate()))
                        .getEncoded());
    }
}
