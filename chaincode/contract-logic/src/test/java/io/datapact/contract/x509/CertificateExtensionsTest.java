package io.datapact.contract.x509;

import static io.datapact.contract.x509.CertificateFormsTest.read;
import static io.datapact.contract.x509.CertificateFormsTest.refused;
import static io.datapact.contract.x509.CertificateParts.BASIC_CONSTRAINTS;
import static io.datapact.contract.x509.CertificateParts.KEY_USAGE;
import static io.datapact.contract.x509.CertificateParts.extension;
import static io.datapact.contract.x509.CertificateParts.extensions;
import static io.datapact.contract.x509.CertificateParts.hex;
import static io.datapact.contract.x509.CertificateParts.join;
import static io.datapact.contract.x509.CertificateParts.tlv;
import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.x509.X509Form.CertificateUse;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Extensions at the edges of their form. */
class CertificateExtensionsTest {
    private final CertificateParts parts = CertificateParts.leaf();

    @Test
    void thirty_two_extensions_are_read_and_33_refused() {
        parts.extensions = extensionsOf(32);
        assertThat(read(parts).use().digitalSignature()).isFalse();
        parts.extensions = extensionsOf(33);
        refused(parts, "expected at most 32 extensions");
    }

    @Test
    void an_extension_twice_is_refused() {
        byte[] usage = extension(KEY_USAGE, hex("03020780"));
        parts.extensions = extensions(usage, usage);
        refused(parts, "expected at most 32 extensions, each once");
    }

    @Test
    void a_certificate_of_8192_bytes_is_read_and_a_larger_one_refused() {
        parts.extensions = extensions(extension("2a03", new byte[7_000]));
        int rest = X509Form.MAXIMUM_BYTES - parts.write().length;
        parts.extensions = extensions(extension("2a03", new byte[7_000 + rest]));
        assertThat(parts.write()).hasSize(X509Form.MAXIMUM_BYTES);
        assertThat(read(parts).name()).isPresent();
        parts.extensions = extensions(extension("2a03", new byte[7_001 + rest]));
        refused(parts, "expected a certificate of at most 8192 bytes, found 8193");
    }

    private static byte[] extensionsOf(int count) {
        return extensions(IntStream.range(0, count)
                .mapToObj(i -> extension("2a03%02x".formatted(i), new byte[1]))
                .toArray(byte[][]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "03020780, true",
        "03020080, true",
        "0303078080, true",
        "03020640, false",
        "03020204, false",
    })
    void the_first_bit_of_the_key_usage_says_that_the_key_may_sign(String usage, boolean signs) {
        parts.extensions = extensions(extension(KEY_USAGE, hex(usage)));
        assertThat(read(parts).use()).isEqualTo(new CertificateUse(false, Optional.empty(), signs));
    }

    @ParameterizedTest
    @CsvSource({
        "0300, expected a key usage",
        "030107, expected a key usage",
        "030407808080, expected a key usage",
        "03020880, expected a key usage",
        "0302ff80, expected a key usage",
        "030207800500, expected the end of the key usage",
    })
    void other_key_usages_are_refused(String usage, String detail) {
        parts.extensions = extensions(extension(KEY_USAGE, hex(usage)));
        refused(parts, detail);
    }

    @ParameterizedTest
    @CsvSource({"'', -1", "00, 0", "01, 1", "7f, 127"})
    void an_authority_says_how_many_intermediates_may_stand_below_it(String length, long expected) {
        Optional<Long> most = expected < 0 ? Optional.empty() : Optional.of(expected);
        assertThat(read(CertificateParts.authority(length)).use()).isEqualTo(new CertificateUse(true, most, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "ff", "0080", "0001"})
    void other_path_lengths_are_refused(String length) {
        refused(CertificateParts.authority(length), "expected a path length of 0 to 127");
    }

    @Test
    void only_basic_constraints_and_key_usage_together_make_an_authority() {
        byte[] certifies = extension(BASIC_CONSTRAINTS, tlv(0x30, hex("0101ff")));
        byte[] mayCertify = extension(KEY_USAGE, hex("03020204"));
        parts.extensions = extensions(certifies);
        assertThat(read(parts).use().authority()).isFalse();
        parts.extensions = extensions(mayCertify);
        assertThat(read(parts).use().authority()).isFalse();
        parts.extensions = extensions(certifies, extension(KEY_USAGE, hex("03020780")));
        assertThat(read(parts).use().authority()).isFalse();
        parts.extensions = extensions(certifies, mayCertify);
        assertThat(read(parts).use().authority()).isTrue();
    }

    @Test
    void basic_constraints_end_where_they_say() {
        parts.extensions = extensions(extension(BASIC_CONSTRAINTS, hex("30000500")));
        refused(parts, "expected the end of basic constraints");
        parts.extensions = extensions(extension(BASIC_CONSTRAINTS, tlv(0x30, hex("0101ff0201000500"))));
        refused(parts, "expected the end of basic constraints");
        parts.extensions = extensions(extension(BASIC_CONSTRAINTS, tlv(0x30, hex("020100"))));
        refused(parts, "expected the end of basic constraints");
    }

    @Test
    void an_extension_that_reaches_beyond_the_list_is_refused() {
        byte[] reaching = join(hex("300b"), tlv(0x06, hex(KEY_USAGE)), hex("0402"));
        parts.extensions = tlv(0xa3, tlv(0x30, reaching));
        refused(parts, "expected a DER value within its container");
    }
}
