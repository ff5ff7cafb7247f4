package io.datapact.pki.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.pki.Consortium;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.key.KeyMaterial;
import io.datapact.pki.path.PathVerdict.Invalid;
import io.datapact.pki.path.PathVerdict.Valid;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PathValidationTest {

    private static final Consortium CONSORTIUM = Consortium.aConsortium();
    private static final X509Certificate ROOT = CONSORTIUM.hierarchy().rootCertificate();
    private static final KeyMaterial APPROVER = CONSORTIUM.key("bank-a", CertificateRole.APPROVER, "alice");
    private static final KeyMaterial NODE = CONSORTIUM.key("bank-a", CertificateRole.NODE, "1");
    private static final KeyMaterial TLS = CONSORTIUM.key("bank-a", CertificateRole.TLS, "node-1");

    private final PathValidation validation = new PathValidation();

    @Test
    void believes_a_signer_below_the_root() {
        PathVerdict verdict = ask(
                APPROVER.chain(),
                PathExpectation.signing(CertificateRole.APPROVER).of("bank-a"));

        assertThat(verdict).isInstanceOfSatisfying(Valid.class, valid -> {
            assertThat(valid.path().subject().toString()).isEqualTo("O=bank-a, OU=approver, CN=alice");
            assertThat(valid.path().anchor()).isEqualTo(ROOT);
            assertThat(valid.path().chain()).isEqualTo(APPROVER.chain());
        });
    }

    @Test
    void takes_the_root_at_the_end_of_the_chain_and_encoded_chains() {
        List<X509Certificate> whole =
                Stream.concat(APPROVER.chain().stream(), Stream.of(ROOT)).toList();

        assertThat(ask(whole, PathExpectation.signing()).isValid()).isTrue();
        assertThat(validation
                        .validateEncoded(
                                whole.stream().map(X509Files::der).toList(),
                                Set.of(ROOT),
                                Consortium.LATER,
                                List.of(),
                                PathExpectation.signing())
                        .isValid())
                .isTrue();
    }

    @Test
    void each_use_takes_its_own_certificates() {
        assertThat(ask(TLS.chain(), PathExpectation.tlsServer()).isValid()).isTrue();
        assertThat(ask(TLS.chain(), PathExpectation.tlsClient()).isValid()).isTrue();
        assertThat(ask(NODE.chain(), PathExpectation.encryption()).isValid()).isTrue();
        assertInvalid(ask(NODE.chain(), PathExpectation.tlsServer()), PathFault.KEY_USAGE_WRONG);
        assertInvalid(ask(TLS.chain(), PathExpectation.signing()), PathFault.KEY_USAGE_WRONG);
        assertInvalid(ask(APPROVER.chain(), PathExpectation.encryption()), PathFault.KEY_USAGE_WRONG);
    }

    @Test
    void refuses_the_wrong_role_and_the_wrong_organisation() {
        assertInvalid(ask(APPROVER.chain(), PathExpectation.signing(CertificateRole.NODE)), PathFault.WRONG_ROLE);
        assertInvalid(ask(APPROVER.chain(), PathExpectation.signing().of("telco-b")), PathFault.WRONG_ORGANISATION);
    }

    @Test
    void the_verdict_depends_on_the_time_asked_for_and_on_no_clock() {
        Instant begin = APPROVER.certificate().getNotBefore().toInstant();
        Instant end = APPROVER.certificate().getNotAfter().toInstant();

        assertThat(askAt(begin).isValid()).isTrue();
        assertThat(askAt(end).isValid()).isTrue();
        assertInvalid(askAt(begin.minusSeconds(1)), PathFault.NOT_YET_VALID);
        assertInvalid(askAt(end.plusSeconds(1)), PathFault.EXPIRED);
        assertInvalid(askAt(end.plus(Duration.ofDays(20 * 365))), PathFault.EXPIRED);
    }

    @Test
    void refuses_another_root_even_one_of_the_same_name() {
        X509Certificate other = Consortium.aConsortium().hierarchy().rootCertificate();
        PathVerdict verdict = validation.validate(
                new PathQuestion(APPROVER.chain(), Set.of(other), Consortium.LATER, PathExpectation.signing()));

        assertInvalid(verdict, PathFault.NO_TRUST_ANCHOR, PathFault.SIGNATURE_WRONG);
    }

    @Test
    void refuses_to_judge_without_a_root() {
        assertInvalid(
                validation.validate(
                        new PathQuestion(APPROVER.chain(), Set.of(), Consortium.LATER, PathExpectation.signing())),
                PathFault.NO_TRUST_ANCHOR);
    }

    @Test
    void refuses_gaps_wrong_order_and_wrong_lengths() {
        X509Certificate leaf = APPROVER.certificate();
        List<X509Certificate> reversed = new ArrayList<>(APPROVER.chain());
        Collections.reverse(reversed);

        assertInvalid(ask(List.of(leaf), PathExpectation.signing()), PathFault.NO_TRUST_ANCHOR);
        assertInvalid(ask(reversed, PathExpectation.signing()), PathFault.NO_TRUST_ANCHOR, PathFault.CHAIN_BROKEN);
        assertInvalid(
                ask(List.of(leaf, CONSORTIUM.hierarchy().tls().certificate()), PathExpectation.signing()),
                PathFault.CHAIN_BROKEN);
        assertInvalid(ask(List.of(), PathExpectation.signing()), PathFault.MALFORMED);
        assertInvalid(ask(Collections.nCopies(7, leaf), PathExpectation.signing()), PathFault.MALFORMED);
        assertInvalid(ask(List.of(ROOT), PathExpectation.signing()), PathFault.LEAF_IS_AUTHORITY);
        assertInvalid(
                ask(CONSORTIUM.hierarchy().signing().chain(), PathExpectation.signing()), PathFault.LEAF_IS_AUTHORITY);
    }

    @Test
    void refuses_garbage_instead_of_certificates() {
        for (List<byte[]> chain : List.of(
                List.of(new byte[0]),
                List.of(new byte[] {0x30, 0}),
                List.of(new byte[X509Files.MAXIMUM_CERTIFICATE_BYTES + 1]),
                Collections.nCopies(7, new byte[] {1}))) {
            assertInvalid(
                    validation.validateEncoded(
                            chain, Set.of(ROOT), Consortium.LATER, List.of(), PathExpectation.signing()),
                    PathFault.MALFORMED);
        }
    }

    @Test
    void no_changed_bit_of_a_certificate_is_believed() {
        byte[] leaf = X509Files.der(APPROVER.certificate());
        byte[] issuer = X509Files.der(APPROVER.chain().get(1));
        for (int bit = 0; bit < leaf.length * 8; bit += 3) {
            byte[] changed = leaf.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(validation.validateEncoded(
                            List.of(changed, issuer),
                            Set.of(ROOT),
                            Consortium.LATER,
                            List.of(),
                            PathExpectation.signing()))
                    .as("bit " + bit)
                    .isInstanceOf(Invalid.class);
        }
    }

    /** The JDK takes a signature whose last bit, being zero, is declared unused: the same certificate spelt twice. */
    @Test
    void no_second_spelling_of_a_signature_is_believed() {
        byte[] leaf = X509Files.der(evenlySigned().getFirst());
        byte[] issuer = X509Files.der(APPROVER.chain().get(1));
        int unusedBits = leaf.length - X509Files.certificate(leaf).getSignature().length - 1;
        leaf[unusedBits] = 1;

        assertInvalid(
                validation.validateEncoded(
                        List.of(leaf, issuer), Set.of(ROOT), Consortium.LATER, List.of(), PathExpectation.signing()),
                PathFault.ALGORITHM_NOT_ALLOWED,
                PathFault.MALFORMED);
    }

    /** A chain whose leaf's signature ends in a zero bit; every second one does. */
    private static List<X509Certificate> evenlySigned() {
        for (int i = 0; i < 200; i++) {
            List<X509Certificate> chain = CONSORTIUM
                    .hierarchy()
                    .keyFor(
                            new MemberSubject("bank-a", CertificateRole.APPROVER, "alice"),
                            List.of(),
                            new SecureRandom(),
                            Consortium.ISSUED)
                    .chain();
            byte[] signature = chain.getFirst().getSignature();
            if ((signature[signature.length - 1] & 1) == 0) {
                return chain;
            }
        }
        throw new AssertionError("expected a signature that ends in a zero bit within 200, found none");
    }

    private PathVerdict ask(List<X509Certificate> chain, PathExpectation expected) {
        return validation.validate(new PathQuestion(chain, Set.of(ROOT), Consortium.LATER, expected));
    }

    private PathVerdict askAt(Instant at) {
        return validation.validate(new PathQuestion(APPROVER.chain(), Set.of(ROOT), at, PathExpectation.signing()));
    }

    static void assertInvalid(PathVerdict verdict, PathFault... reasons) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.reason())
                                .as(invalid.detail())
                                .isIn((Object[]) reasons));
    }
}
