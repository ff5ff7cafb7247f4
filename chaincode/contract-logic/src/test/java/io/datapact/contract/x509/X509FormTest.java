package io.datapact.contract.x509;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.member.Role;
import io.datapact.contract.testing.ConsortiumFixture;
import io.datapact.contract.testing.TestAuthority;
import io.datapact.contract.testing.TestIdentity;
import io.datapact.contract.testing.TestKey;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class X509FormTest {
    private static final ConsortiumFixture FIXTURE = ConsortiumFixture.create();
    private static final TestIdentity NODE = FIXTURE.identity("bank-a", Role.NODE);
    private static final int MUTANTS = 5_000;

    private static X509Form form(Bytes der) {
        return ((Parsed.Value<X509Form>) X509Form.parse(der.toBytes())).value();
    }

    private static void refused(byte[] der) {
        assertThat(X509Form.parse(der)).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void reads_what_the_platform_reads() {
        for (Role role : ConsortiumFixture.ROLES) {
            TestIdentity identity = FIXTURE.identity("bank-a", role);
            X509Form form = form(identity.chain().get(0));
            X509Certificate platform = identity.certificates().get(0);
            assertThat(form.notBefore())
                    .isEqualTo(platform.getNotBefore().toInstant().toEpochMilli());
            assertThat(form.notAfter())
                    .isEqualTo(platform.getNotAfter().toInstant().toEpochMilli());
            assertThat(form.spki().toBytes()).isEqualTo(platform.getPublicKey().getEncoded());
            assertThat(form.subject().toBytes())
                    .isEqualTo(platform.getSubjectX500Principal().getEncoded());
            assertThat(form.issuer().toBytes())
                    .isEqualTo(platform.getIssuerX500Principal().getEncoded());
            assertThat(form.signature().toBytes()).isEqualTo(platform.getSignature());
            assertThat(form.name()).contains(new X509Form.SubjectName("bank-a", role.text(), identity.handle()));
            assertThat(form.use().authority()).isFalse();
            assertThat(form.use().digitalSignature()).isTrue();
        }
        assertThat(form(FIXTURE.root().certificate()).use())
                .isEqualTo(new X509Form.CertificateUse(true, Optional.of(1L), false));
        assertThat(form(FIXTURE.root().certificate()).name()).isEmpty();
    }

    @Test
    void the_platforms_path_validation_agrees_on_the_fixtures_chains() throws GeneralSecurityException {
        X509Certificate root = TestIdentity.read(FIXTURE.root().certificate());
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(NODE.certificates());
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(Instant.ofEpochMilli(FIXTURE.start())));
        assertThat(CertPathValidator.getInstance("PKIX").validate(path, parameters))
                .isNotNull();
        CertificateChain chain = ((Parsed.Value<CertificateChain>) CertificateChain.parse(NODE.chain())).value();
        assertThat(chain.mayEndAt(form(FIXTURE.root().certificate()))).isTrue();
        assertThat(chain.mayEndAt(form(FIXTURE.tlsAuthority().certificate()))).isFalse();
    }

    @Test
    void times_from_2050_on_are_read() {
        long begin = 2_524_608_000_000L;
        TestIdentity late = FIXTURE.signingAuthority().leaf("bank-a", Role.NODE, "2", begin - 1_000, begin + 1_000);
        X509Form form = form(late.chain().get(0));
        assertThat(form.notBefore()).isEqualTo(begin - 1_000);
        assertThat(form.notAfter()).isEqualTo(begin + 1_000);
        assertThat(form.validAt(begin)).isTrue();
        assertThat(form.validAt(begin + 1_001)).isFalse();
    }

    @Test
    void mutants_never_make_the_reader_throw() {
        byte[] original = FIXTURE.identity("bank-a", Role.TLS).chain().get(0).toBytes();
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = original.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            refused += X509Form.parse(mutant) instanceof Parsed.Malformed<X509Form> ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(MUTANTS / 10);
        for (int length = 0; length < original.length; length++) {
            refused(Arrays.copyOf(original, length));
        }
        refused(Arrays.copyOf(original, original.length + 1));
    }

    @Test
    void other_forms_are_refused() {
        String hex = HexFormat.of().formatHex(NODE.chain().get(0).toBytes());
        for (String[] change : new String[][] {
            {"06082a8648ce3d030107", "06082a8648ce3d030101"},
            {"300a06082a8648ce3d040302", "300a06082a8648ce3d040303"},
            {"a003020102", "a003020101"},
            {"0603551d13", "0603551d1e"},
            {"0603551d0e", "0603551d0f"},
            {"0101ff", "010101"},
            {"170d", "180d"},
        }) {
            assertThat(hex).contains(change[0]);
            refused(HexFormat.of().parseHex(hex.replace(change[0], change[1])));
        }
        refused(new byte[X509Form.MAXIMUM_BYTES + 1]);
    }

    @Test
    void names_of_other_string_types_are_read_and_name_no_member() {
        String hex = HexFormat.of().formatHex(FIXTURE.root().certificate().toBytes());
        String utf8 = "0c0c" + HexFormat.of().formatHex("fixture root".getBytes(StandardCharsets.US_ASCII));
        assertThat(hex).contains(utf8);
        Bytes ia5 = Bytes.of(HexFormat.of().parseHex(hex.replace(utf8, "16" + utf8.substring(2))));
        assertThat(form(ia5).name()).isEmpty();
    }

    @Test
    void other_curves_are_refused() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        TestIdentity p384 = FIXTURE.signingAuthority()
                .leaf(
                        new TestKey(generator.generateKeyPair()),
                        "bank-a",
                        Role.NODE,
                        "2",
                        FIXTURE.start(),
                        FIXTURE.start() + 1_000);
        assertThat(CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(p384.chain().get(0).toBytes())))
                .isNotNull();
        refused(p384.chain().get(0).toBytes());
    }

    @Test
    void a_chain_longer_than_four_is_refused() {
        TestAuthority authority = FIXTURE.signingAuthority();
        List<Bytes> chain = List.of(
                NODE.chain().get(0),
                authority.certificate(),
                authority.certificate(),
                authority.certificate(),
                authority.certificate());
        assertThat(CertificateChain.parse(chain)).isInstanceOf(Parsed.Malformed.class);
    }
}
