package io.datapact.contract.x509;

import static io.datapact.contract.x509.CertificateParts.attribute;
import static io.datapact.contract.x509.CertificateParts.tlv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Bytes;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateChainTest {
    private static final CertificateParts LEAF = CertificateParts.leaf();

    /** Issued by itself, so that it may stand at any height. */
    private static final CertificateParts AUTHORITY = CertificateParts.authority("");

    private static Parsed<CertificateChain> parse(CertificateParts... parts) {
        return CertificateChain.parse(
                Stream.of(parts).map(part -> Bytes.of(part.write())).toList());
    }

    private static CertificateChain read(CertificateParts... parts) {
        return ((Parsed.Value<CertificateChain>) parse(parts)).value();
    }

    private static X509Form form(CertificateParts parts) {
        return ((Parsed.Value<X509Form>) X509Form.parse(parts.write())).value();
    }

    @Test
    void a_chain_has_one_to_four_certificates() {
        assertThat(parse()).isEqualTo(new Parsed.Malformed<>("", "expected a chain of 1 to 4 certificates, found 0"));
        assertThat(read(LEAF).certificates()).hasSize(1);
        CertificateChain longest = read(LEAF, AUTHORITY, AUTHORITY, AUTHORITY);
        assertThat(longest.leaf()).isEqualTo(form(LEAF));
        assertThat(longest.top()).isEqualTo(form(AUTHORITY));
        assertThat(longest.subject()).contains(new X509Form.SubjectName("bank-a", "node", "1"));
        assertThat(parse(LEAF, AUTHORITY, AUTHORITY, AUTHORITY, AUTHORITY))
                .isEqualTo(new Parsed.Malformed<>("", "expected a chain of 1 to 4 certificates, found 5"));
    }

    @Test
    void a_chain_is_made_of_one_to_four_forms() {
        X509Form authority = form(AUTHORITY);
        assertThatThrownBy(() -> new CertificateChain(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a chain of 1 to 4 certificates, found 0");
        assertThat(new CertificateChain(Collections.nCopies(4, authority)).top())
                .isEqualTo(authority);
        assertThatThrownBy(() -> new CertificateChain(Collections.nCopies(5, authority)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a chain of 1 to 4 certificates, found 5");
    }

    @Test
    void a_malformed_certificate_is_named_by_its_place() {
        CertificateParts broken = CertificateParts.leaf();
        broken.serial = new byte[0];
        assertThat(parse(LEAF, broken))
                .isEqualTo(
                        new Parsed.Malformed<>("/1", "expected a positive serial of at most 20 bytes, found another"));
    }

    @Test
    void a_leaf_may_sign_and_not_certify() {
        CertificateParts neither = CertificateParts.leaf();
        neither.extensions = CertificateParts.extensions();
        CertificateParts both = CertificateParts.authority("");
        both.extensions = CertificateParts.extensions(
                CertificateParts.extension(
                        CertificateParts.BASIC_CONSTRAINTS, tlv(0x30, CertificateParts.hex("0101ff"))),
                CertificateParts.extension(CertificateParts.KEY_USAGE, CertificateParts.hex("03020284")));
        assertThat(form(both).use()).isEqualTo(new X509Form.CertificateUse(true, Optional.empty(), true));
        for (CertificateParts first : List.of(neither, AUTHORITY, both)) {
            assertThat(parse(first))
                    .isEqualTo(new Parsed.Malformed<>(
                            "/0", "expected a leaf whose key may sign and not certify, found another"));
        }
    }

    @Test
    void each_certificate_names_the_next_as_its_issuer() {
        CertificateParts other = CertificateParts.authority("");
        other.subject = tlv(0x30, attribute(CertificateParts.COMMON_NAME, "other"));
        CertificateParts leafAbove = CertificateParts.leaf();
        leafAbove.subject = leafAbove.issuer;
        for (CertificateParts issuer : List.of(other, leafAbove)) {
            assertThat(parse(LEAF, AUTHORITY, issuer))
                    .isEqualTo(new Parsed.Malformed<>(
                            "/2", "expected the issuer of the certificate before, found another"));
            assertThat(read(LEAF, AUTHORITY).mayEndAt(form(issuer))).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"00, 0", "01, 1", "02, 2"})
    void a_path_length_bounds_the_intermediates_below(String length, int most) {
        CertificateParts bounded = CertificateParts.authority(length);
        for (int below = 0; below <= 2; below++) {
            CertificateParts[] chain = new CertificateParts[below + 1];
            chain[0] = LEAF;
            Stream.iterate(1, i -> i + 1).limit(below).forEach(i -> chain[i] = AUTHORITY);
            assertThat(read(chain).mayEndAt(form(bounded))).isEqualTo(below <= most);
        }
    }
}
