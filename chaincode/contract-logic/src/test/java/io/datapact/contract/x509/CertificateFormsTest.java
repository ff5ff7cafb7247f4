package io.datapact.contract.x509;

import static io.datapact.contract.x509.CertificateParts.COMMON_NAME;
import static io.datapact.contract.x509.CertificateParts.KEY_USAGE;
import static io.datapact.contract.x509.CertificateParts.ORGANISATION;
import static io.datapact.contract.x509.CertificateParts.UNIT;
import static io.datapact.contract.x509.CertificateParts.attribute;
import static io.datapact.contract.x509.CertificateParts.extension;
import static io.datapact.contract.x509.CertificateParts.extensions;
import static io.datapact.contract.x509.CertificateParts.hex;
import static io.datapact.contract.x509.CertificateParts.pair;
import static io.datapact.contract.x509.CertificateParts.time;
import static io.datapact.contract.x509.CertificateParts.tlv;
import static io.datapact.contract.x509.CertificateParts.validity;
import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.x509.X509Form.CertificateUse;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each part of a certificate at the edges of its form. */
class CertificateFormsTest {
    private final CertificateParts parts = CertificateParts.leaf();

    static X509Form read(CertificateParts parts) {
        return ((Parsed.Value<X509Form>) X509Form.parse(parts.write())).value();
    }

    static void refused(CertificateParts parts, String detail) {
        assertThat(X509Form.parse(parts.write()))
                .isInstanceOfSatisfying(
                        Parsed.Malformed.class,
                        malformed -> assertThat(malformed.detail()).startsWith(detail));
    }

    @Test
    void the_parts_make_a_certificate_of_a_leaf() {
        X509Form form = read(parts);
        assertThat(form.use()).isEqualTo(new CertificateUse(false, Optional.empty(), true));
        assertThat(form.name()).contains(new X509Form.SubjectName("bank-a", "node", "1"));
        assertThat(form.notBefore())
                .isEqualTo(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01",
                "7f",
                "0080",
                "7fffffffffffffffffffffffffffffffffffffff",
                "00ffffffffffffffffffffffffffffffffffffff"
            })
    void positive_serials_of_at_most_20_bytes_are_read(String serial) {
        parts.serial = hex(serial);
        assertThat(read(parts).name()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "80", "ff", "0001", "007f", "0000", "7f0000000000000000000000000000000000000000"})
    void other_serials_are_refused(String serial) {
        parts.serial = hex(serial);
        refused(parts, "expected a positive serial");
    }

    @ParameterizedTest
    @CsvSource({
        "23, 491231235959Z, 2049-12-31T23:59:59Z",
        "23, 500101000000Z, 1950-01-01T00:00:00Z",
        "23, 991231235959Z, 1999-12-31T23:59:59Z",
        "23, 240229123456Z, 2024-02-29T12:34:56Z",
        "24, 20500101000000Z, 2050-01-01T00:00:00Z",
        "24, 99991231235959Z, 9999-12-31T23:59:59Z",
    })
    void times_are_read_to_the_second(int tag, String text, Instant expected) {
        parts.validity = validity(time(0x17, "260101000000Z"), time(tag, text));
        assertThat(read(parts).notAfter()).isEqualTo(expected.toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "24, 20491231235959Z, expected UTCTime for years before 2050",
        "23, 250229000000Z, expected a time of the calendar",
        "23, 261301000000Z, expected a time of the calendar",
        "23, 260101240000Z, expected a time of the calendar",
        "23, 260101000060Z, expected a time of the calendar",
        "23, 2601010000Z, expected a time in whole seconds",
        "23, 260101000000, expected a time in whole seconds",
        "23, 260101000000+0100, expected a time in whole seconds",
        "24, 20500101000000.5Z, expected a time in whole seconds",
        "19, 260101000000Z, expected DER tag 0x18",
    })
    void other_times_are_refused(int tag, String text, String detail) {
        parts.validity = validity(time(0x17, "260101000000Z"), time(tag, text));
        refused(parts, detail);
    }

    @Test
    void a_time_is_valid_from_the_first_to_the_last_second_of_the_certificate() {
        X509Form form = read(parts);
        assertThat(form.validAt(form.notBefore() - 1)).isFalse();
        assertThat(form.validAt(form.notBefore())).isTrue();
        assertThat(form.validAt(form.notAfter())).isTrue();
        assertThat(form.validAt(form.notAfter() + 1)).isFalse();
    }

    @Test
    void a_bit_string_of_no_bytes_is_an_empty_signature_that_no_key_made() {
        assertThat(read(parts).signature().toBytes()).isEmpty();
        parts.signature = hex("030200ab");
        assertThat(read(parts).signature().toBytes()).containsExactly(0xab);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0300", "030101", "030201ab"})
    void bit_strings_of_parts_of_bytes_are_refused(String form) {
        parts.signature = hex(form);
        refused(parts, "expected a bit string of whole bytes");
    }

    @Test
    void whatever_follows_on_a_part_is_refused() {
        byte[] more = hex("0500");
        CertificateParts outside = CertificateParts.leaf();
        outside.after = more;
        refused(outside, "expected the end of the certificate, found more");
        CertificateParts signed = CertificateParts.leaf();
        signed.afterSignature = more;
        refused(signed, "expected the end of the certificate, found more");
        CertificateParts body = CertificateParts.leaf();
        body.afterBody = more;
        refused(body, "expected the end of the certificate's body");
        CertificateParts times = CertificateParts.leaf();
        times.validity = validity(time(0x17, "260101000000Z"), time(0x17, "270101000000Z"), more);
        refused(times, "expected the end of the validity");
        CertificateParts listed = CertificateParts.leaf();
        listed.extensions = tlv(0xa3, tlv(0x30, extension(KEY_USAGE, hex("03020780"))), more);
        refused(listed, "expected the end of the extensions");
        CertificateParts single = CertificateParts.leaf();
        single.extensions = extensions(tlv(0x30, tlv(0x06, hex(KEY_USAGE)), tlv(0x04, hex("03020780")), more));
        refused(single, "expected the end of an extension");
        CertificateParts named = CertificateParts.leaf();
        named.subject = tlv(0x30, tlv(0x31, tlv(0x30, tlv(0x06, hex(UNIT)), tlv(0x0c, hex("61")), more)));
        refused(named, "expected the end of a name's attribute");
    }

    @Test
    void the_inner_signature_algorithm_is_ecdsa_with_sha_256() {
        parts.innerAlgorithm = hex("300a06082a8648ce3d040303");
        refused(parts, "expected signature algorithm ECDSA with SHA-256");
    }

    @Test
    void the_outer_signature_algorithm_is_the_inner_one() {
        parts.outerAlgorithm = hex("300a06082a8648ce3d040303");
        refused(parts, "expected signature algorithm ECDSA with SHA-256");
    }

    @Test
    void keys_of_another_length_are_refused() {
        parts.spki = tlv(0x30, hex("301306072a8648ce3d020106082a8648ce3d03010703420004"), new byte[63]);
        refused(parts, "expected an uncompressed P-256 public key");
    }

    @Test
    void names_of_eight_parts_are_read_and_of_nine_refused() {
        parts.subject = nameOf(8);
        assertThat(read(parts).name()).isEmpty();
        parts.subject = nameOf(9);
        refused(parts, "expected a name of at most 8 parts");
    }

    private static byte[] nameOf(int count) {
        return tlv(
                0x30,
                IntStream.range(0, count).mapToObj(i -> attribute(UNIT, "unit")).toArray(byte[][]::new));
    }

    @Test
    void only_one_organisation_one_unit_and_one_common_name_name_a_member() {
        byte[] unit = attribute(UNIT, "node");
        byte[] organisation = attribute(ORGANISATION, "bank-a");
        byte[] name = attribute(COMMON_NAME, "1");
        for (byte[] subject : new byte[][] {
            tlv(0x30, organisation, unit),
            tlv(0x30, organisation, unit, name, name),
            tlv(0x30, organisation, unit, unit),
            tlv(0x30, organisation, name, name),
            tlv(0x30, unit, name, name),
            tlv(0x30, organisation, unit, attribute("550406", "CN")),
            tlv(0x30, organisation, tlv(0x31, pair(UNIT, "node"), pair(UNIT, "admin")), name),
        }) {
            parts.subject = subject;
            assertThat(read(parts).name()).isEmpty();
        }
        parts.subject = tlv(0x30, name, unit, organisation);
        assertThat(read(parts).name()).contains(new X509Form.SubjectName("bank-a", "node", "1"));
    }
}
