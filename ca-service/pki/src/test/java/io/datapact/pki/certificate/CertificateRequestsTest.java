package io.datapact.pki.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.pki.Consortium;
import io.datapact.pki.OpenSsl;
import io.datapact.pki.certificate.RequestReading.Accepted;
import io.datapact.pki.certificate.RequestReading.Refused;
import io.datapact.pki.certificate.RequestReading.RequestFault;
import io.datapact.pki.key.KeyPairs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateRequestsTest {

    private static final MemberSubject SUBJECT = new MemberSubject("bank-a", CertificateRole.TLS, "node-1");
    private static final List<HostName> NAMES = List.of(new HostName("localhost"), new HostName("::1"));
    private static final KeyPair PAIR = KeyPairs.generateP256(Consortium.RANDOM);
    private static final X500Name NAME = new X500Name("O=bank-a,OU=tls,CN=node-1");

    @TempDir
    private Path folder;

    @Test
    void reads_what_it_made() {
        RequestReading reading = CertificateRequests.read(CertificateRequests.create(PAIR, SUBJECT, NAMES));

        assertThat(reading).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.request().subject()).isEqualTo(SUBJECT);
            assertThat(accepted.request().names()).isEqualTo(NAMES);
            assertThat(accepted.request().key()).isEqualTo(PAIR.getPublic());
        });
    }

    @Test
    void reads_requests_made_by_openssl() throws Exception {
        OpenSsl.assumePresent();
        OpenSsl.Result made = OpenSsl.run(
                folder,
                "req",
                "-new",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "key.pem",
                "-out",
                "csr.pem",
                "-subj",
                "/O=bank-a/OU=tls/CN=node-1",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1");
        assertThat(made.exitCode()).as(made.output()).isZero();

        assertThat(CertificateRequests.read(Files.readString(folder.resolve("csr.pem"))))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.request().names())
                                .containsExactly(new HostName("localhost"), new HostName("127.0.0.1")));
    }

    @Test
    void refuses_a_request_signed_by_another_key() throws Exception {
        KeyPair victim = KeyPairs.generateP256(Consortium.RANDOM);
        String pem = signed(PAIR, "SHA256withECDSA", builder(NAME, victim));

        assertRefused(pem, RequestFault.POSSESSION_NOT_PROVEN);
    }

    @Test
    void refuses_weak_and_foreign_keys() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(1024);
        KeyPair rsa1024 = rsa.generateKeyPair();
        assertRefused(signed(rsa1024, "SHA256withRSA", builder(NAME, rsa1024)), RequestFault.ALGORITHM_NOT_ALLOWED);
        for (String curve : List.of("secp192r1", "secp384r1", "secp256k1")) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
            generator.initialize(new java.security.spec.ECGenParameterSpec(curve));
            KeyPair pair = generator.generateKeyPair();
            assertRefused(signed(pair, "SHA256withECDSA", builder(NAME, pair)), RequestFault.ALGORITHM_NOT_ALLOWED);
        }
        assertRefused(signed(PAIR, "SHA1withECDSA", builder(NAME, PAIR)), RequestFault.ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void refuses_subjects_of_other_forms() throws Exception {
        for (String name :
                List.of("CN=node-1", "O=bank-a,OU=root,CN=x", "O=bank-a,OU=tls,CN=x,C=CN", "O=A,OU=tls,CN=x")) {
            assertRefused(
                    signed(PAIR, "SHA256withECDSA", builder(new X500Name(name), PAIR)),
                    RequestFault.SUBJECT_NOT_ALLOWED);
        }
    }

    @Test
    void refuses_extensions_that_are_the_authoritys_to_set() throws Exception {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        PKCS10CertificationRequestBuilder builder = builder(NAME, PAIR)
                .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());

        assertRefused(signed(PAIR, "SHA256withECDSA", builder), RequestFault.EXTENSION_NOT_ALLOWED);
    }

    @Test
    void refuses_other_attributes() throws Exception {
        PKCS10CertificationRequestBuilder builder = builder(NAME, PAIR)
                .addAttribute(
                        PKCSObjectIdentifiers.pkcs_9_at_challengePassword,
                        new org.bouncycastle.asn1.DERUTF8String("secret"));

        assertRefused(signed(PAIR, "SHA256withECDSA", builder), RequestFault.EXTENSION_NOT_ALLOWED);
    }

    @Test
    void refuses_wildcards_mail_addresses_doubles_and_too_many_names() throws Exception {
        GeneralName fine = new GeneralName(GeneralName.dNSName, "localhost");
        GeneralName[] many = new GeneralName[CertificateProfile.NAMES_BOUND + 1];
        for (int i = 0; i < many.length; i++) {
            many[i] = new GeneralName(GeneralName.dNSName, "host" + i);
        }
        List<GeneralName[]> hostile = List.of(
                new GeneralName[] {new GeneralName(GeneralName.dNSName, "*.bank-a.example")},
                new GeneralName[] {new GeneralName(GeneralName.rfc822Name, "admin@bank-a.example")},
                new GeneralName[] {new GeneralName(GeneralName.dNSName, "127.0.0.1")},
                new GeneralName[] {fine, fine},
                many);
        for (GeneralName[] names : hostile) {
            assertRefused(withNames(names), RequestFault.NAME_NOT_ALLOWED);
        }
    }

    @Test
    void refuses_garbage_and_oversize() {
        for (String text : List.of(
                "",
                "garbage",
                "x".repeat(CertificateRequests.MAXIMUM_LENGTH + 1),
                Pem.write(Pem.CERTIFICATE_REQUEST, new byte[] {0x30, 0}),
                Pem.write(Pem.CERTIFICATE_REQUEST, new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1}),
                Pem.write(Pem.CERTIFICATE, new byte[] {0x30, 0}))) {
            assertRefused(text, RequestFault.MALFORMED);
        }
    }

    @Test
    void no_single_change_of_a_request_is_accepted() {
        byte[] der = Pem.readOne(Pem.CERTIFICATE_REQUEST, CertificateRequests.create(PAIR, SUBJECT, NAMES));
        for (int bit = 0; bit < der.length * 8; bit++) {
            byte[] changed = der.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(CertificateRequests.read(Pem.write(Pem.CERTIFICATE_REQUEST, changed)))
                    .as("bit " + bit)
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void random_damage_of_a_request_is_refused() {
        byte[] der = Pem.readOne(Pem.CERTIFICATE_REQUEST, CertificateRequests.create(PAIR, SUBJECT, NAMES));
        SplittableRandom random = new SplittableRandom(20260301);
        for (int i = 0; i < 5000; i++) {
            byte[] changed = Arrays.copyOf(der, random.nextInt(der.length / 2, der.length + 3));
            for (int change = 0; change < 4; change++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            if (!Arrays.equals(changed, der)) {
                assertThat(CertificateRequests.read(Pem.write(Pem.CERTIFICATE_REQUEST, changed)))
                        .as("damage " + i)
                        .isInstanceOf(Refused.class);
            }
        }
    }

    @Test
    void refuses_bytes_after_the_request() {
        byte[] der = Pem.readOne(Pem.CERTIFICATE_REQUEST, CertificateRequests.create(PAIR, SUBJECT, NAMES));
        assertRefused(Pem.write(Pem.CERTIFICATE_REQUEST, Arrays.copyOf(der, der.length + 2)), RequestFault.MALFORMED);
    }

    @Test
    void an_order_must_fit_its_profile() {
        assertThatThrownBy(() -> CertificateOrder.of(SUBJECT, PAIR.getPublic(), List.of(), StandardProfiles.TLS))
                .hasMessageContaining("takes 1 to 8 names, found 0");
        assertThatThrownBy(() -> CertificateOrder.of(SUBJECT, PAIR.getPublic(), NAMES, StandardProfiles.NODE))
                .hasMessageContaining("does not serve the role tls");
    }

    private static String withNames(GeneralName[] names) throws Exception {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        PKCS10CertificationRequestBuilder builder = builder(NAME, PAIR)
                .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
        return signed(PAIR, "SHA256withECDSA", builder);
    }

    private static PKCS10CertificationRequestBuilder builder(X500Name name, KeyPair pair) {
        return new PKCS10CertificationRequestBuilder(
                name, SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
    }

    private static String signed(KeyPair signer, String algorithm, PKCS10CertificationRequestBuilder builder)
            throws Exception {
        return Pem.write(
                Pem.CERTIFICATE_REQUEST,
                builder.build(new JcaContentSignerBuilder(algorithm)
                                .setProvider(new BouncyCastleProvider())
                                .build(signer.getPrivate()))
                        .getEncoded());
    }

    private static void assertRefused(String pem, RequestFault fault) {
        assertThat(CertificateRequests.read(pem))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.fault()).as(refused.detail()).isEqualTo(fault));
    }
}
