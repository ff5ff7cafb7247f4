package io.datapact.pki.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.pki.Consortium;
import io.datapact.pki.key.EcdsaSignatures;
import io.datapact.pki.key.KeyMaterial;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PemTest {

    private static final KeyMaterial KEY = Consortium.aConsortium().key("bank-a", CertificateRole.NODE, "node-1");
    private static final String PEM = X509Files.toPem(KEY.certificate());

    @Test
    void reads_what_it_wrote() {
        assertThat(X509Files.certificateFromPem(PEM)).isEqualTo(KEY.certificate());
        assertThat(X509Files.certificatesFromPem(X509Files.toPem(KEY.chain()))).isEqualTo(KEY.chain());
        assertThat(X509Files.publicKeyFromPem(X509Files.toPem(KEY.certificate().getPublicKey())))
                .isEqualTo(KEY.certificate().getPublicKey());
        assertThat(EcdsaSignatures.matches(
                        X509Files.privateKeyFromPem(X509Files.toPem(KEY.privateKey())),
                        KEY.certificate().getPublicKey()))
                .isTrue();
    }

    @Test
    void takes_both_line_ends_and_space_between_blocks() {
        String crlf = PEM.replace("\n", "\r\n");
        assertThat(X509Files.certificatesFromPem("\n\n" + crlf + "\r\n  \n" + PEM + "\n"))
                .hasSize(2);
    }

    @Test
    void refuses_everything_else() {
        String body = PEM.substring(PEM.indexOf('\n') + 1, PEM.indexOf("-----END"));
        List<String> hostile = List.of(
                "",
                "hello",
                "subject=bank-a\n" + PEM,
                PEM + "trailer",
                PEM.replace("-----END CERTIFICATE-----", ""),
                PEM.replace("CERTIFICATE", "TRUSTED CERTIFICATE"),
                PEM.replace("END CERTIFICATE", "END CERTIFICATE REQUEST"),
                PEM.replace("-----BEGIN CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----\nProc-Type: 4,ENCRYPTED\n\n"),
                PEM.replace(body, ""),
                PEM.replace(body, "A===\n"),
                PEM.replace(body, "MI*I\n"),
                PEM.replace(body, "MIIB\n"),
                PEM.replace(body, body.replaceFirst("M", "N")),
                PEM.repeat(Pem.MAXIMUM_BLOCKS + 1),
                " ".repeat(Pem.MAXIMUM_LENGTH + 1));
        for (String text : hostile) {
            assertThatThrownBy(() -> X509Files.certificatesFromPem(text))
                    .as(text.length() < 2000 ? text : text.length() + " characters")
                    .isInstanceOf(PemException.class)
                    .hasMessageStartingWith("expected");
        }
        assertThatThrownBy(() -> X509Files.certificateFromPem(PEM + PEM)).hasMessageContaining("found 2");
    }

    @Test
    void a_megabyte_of_white_space_is_refused_in_linear_time() {
        String space = "\n".repeat(Pem.MAXIMUM_LENGTH - 10);
        assertThatThrownBy(() -> Pem.read(Pem.CERTIFICATE, space)).isInstanceOf(PemException.class);
    }

    @Test
    void refuses_bits_that_base64_would_ignore() {
        assertThat(Pem.read("DATA", "-----BEGIN DATA-----\nAA==\n-----END DATA-----\n"))
                .hasSize(1);
        assertThatThrownBy(() -> Pem.read("DATA", "-----BEGIN DATA-----\nAB==\n-----END DATA-----\n"))
                .isInstanceOf(PemException.class)
                .hasMessageContaining("canonical");
    }

    @Test
    void refuses_bytes_after_a_certificate_and_cut_ones() {
        byte[] der = X509Files.der(KEY.certificate());
        byte[] longer = Arrays.copyOf(der, der.length + 1);
        byte[] shorter = Arrays.copyOf(der, der.length - 1);
        for (byte[] bytes : List.of(longer, shorter, new byte[0], new byte[X509Files.MAXIMUM_CERTIFICATE_BYTES + 1])) {
            assertThatThrownBy(() -> X509Files.certificate(bytes)).isInstanceOf(PemException.class);
        }
    }

    @Test
    void a_certificates_name_is_the_hash_of_its_bytes() throws Exception {
        X509Certificate certificate = KEY.certificate();
        byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        assertThat(CertificateDigest.of(certificate).hex())
                .isEqualTo(java.util.HexFormat.of().formatHex(hash));
        assertThatThrownBy(() -> new CertificateDigest("AB")).isInstanceOf(IllegalArgumentException.class);
    }
}
