package io.datapact.pki.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.pki.Consortium;
import io.datapact.pki.OpenSsl;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.X509Files;
import io.datapact.pki.cms.CmsOpening.CmsFault;
import io.datapact.pki.cms.CmsOpening.Opened;
import io.datapact.pki.cms.CmsOpening.Refused;
import io.datapact.pki.key.AtomicFiles;
import io.datapact.pki.key.KeyMaterial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CmsEnvelopesTest {

    private static final Consortium CONSORTIUM = Consortium.aConsortium();
    private static final KeyMaterial ALICE = CONSORTIUM.key("bank-a", CertificateRole.NODE, "1");
    private static final KeyMaterial BOB = CONSORTIUM.key("telco-b", CertificateRole.NODE, "1");
    private static final KeyMaterial EVE = CONSORTIUM.key("clearing-c", CertificateRole.NODE, "1");
    private static final int LARGEST_KEY_MESSAGE_BYTES = 2048;

    private final CmsEnvelopes envelopes = new CmsEnvelopes(Consortium.RANDOM);

    @TempDir
    private Path folder;

    @Test
    void a_key_to_one_recipient_fits_the_ledgers_bound() {
        byte[] key = randomBytes(32);
        byte[] envelope = envelopes.encrypt(key, List.of(ALICE.certificate()));

        assertThat(envelope.length).isLessThan(LARGEST_KEY_MESSAGE_BYTES);
        assertOpens(envelope, ALICE, key);
    }

    @Test
    void every_recipient_opens_it_and_nobody_else() {
        byte[] body = "{\"purpose\":\"credit-risk\"}".getBytes(StandardCharsets.UTF_8);
        byte[] envelope = envelopes.encrypt(body, List.of(ALICE.certificate(), BOB.certificate()));

        assertOpens(envelope, ALICE, body);
        assertOpens(envelope, BOB, body);
        assertRefused(CmsEnvelopes.decrypt(envelope, EVE.privateKey(), EVE.certificate()), CmsFault.NOT_A_RECIPIENT);
        assertRefused(CmsEnvelopes.decrypt(envelope, EVE.privateKey(), ALICE.certificate()), CmsFault.NOT_AUTHENTIC);
    }

    @Test
    void takes_empty_and_large_contents() {
        for (int length : new int[] {0, 1, 15, 16, 17, 5_000_000}) {
            byte[] content = randomBytes(length);
            assertOpens(envelopes.encrypt(content, List.of(ALICE.certificate())), ALICE, content);
        }
    }

    @Test
    void two_envelopes_of_one_content_differ() {
        byte[] content = new byte[32];
        assertThat(envelopes.encrypt(content, List.of(ALICE.certificate())))
                .isNotEqualTo(envelopes.encrypt(content, List.of(ALICE.certificate())));
    }

    @Test
    void no_changed_bit_yields_other_content() {
        byte[] content = randomBytes(32);
        byte[] envelope = envelopes.encrypt(content, List.of(ALICE.certificate()));
        for (int bit = 0; bit < envelope.length * 8; bit++) {
            byte[] changed = envelope.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            CmsOpening opening = CmsEnvelopes.decrypt(changed, ALICE.privateKey(), ALICE.certificate());
            // Versions and labels outside the authenticated part may change; the content may not.
            if (opening instanceof Opened opened) {
                assertThat(opened.content().toByteArray()).as("bit " + bit).isEqualTo(content);
            }
        }
    }

    @Test
    void random_damage_is_refused_without_a_crash() {
        byte[] content = randomBytes(100);
        byte[] envelope = envelopes.encrypt(content, List.of(ALICE.certificate(), BOB.certificate()));
        SplittableRandom random = new SplittableRandom(20260301);
        for (int i = 0; i < 1500; i++) {
            byte[] changed = Arrays.copyOf(envelope, random.nextInt(1, envelope.length + 4));
            for (int change = 0; change < 8; change++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            CmsOpening opening = CmsEnvelopes.decrypt(changed, ALICE.privateKey(), ALICE.certificate());
            if (opening instanceof Opened opened) {
                assertThat(opened.content().toByteArray()).as("damage " + i).isEqualTo(content);
            }
        }
    }

    @Test
    void garbage_is_malformed() {
        for (byte[] bytes : List.of(new byte[0], new byte[] {1, 2, 3}, new byte[] {0x30, (byte) 0x80, 0, 0})) {
            assertRefused(CmsEnvelopes.decrypt(bytes, ALICE.privateKey(), ALICE.certificate()), CmsFault.MALFORMED);
        }
    }

    @Test
    void refuses_recipients_that_cannot_receive() {
        KeyMaterial approver = CONSORTIUM.key("bank-a", CertificateRole.APPROVER, "alice");

        assertThatThrownBy(() -> envelopes.encrypt(new byte[1], List.of(approver.certificate())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keyAgreement");
        assertThatThrownBy(() -> envelopes.encrypt(new byte[1], List.of()))
                .hasMessageContaining("expected 1 to 32 recipients, found 0");
        assertThatThrownBy(() -> envelopes.encrypt(new byte[1], Collections.nCopies(33, ALICE.certificate())))
                .hasMessageContaining("found 33");
    }

    @Test
    void the_content_is_hidden_in_texts() {
        byte[] envelope = envelopes.encrypt("secret".getBytes(StandardCharsets.UTF_8), List.of(ALICE.certificate()));
        CmsOpening opening = CmsEnvelopes.decrypt(envelope, ALICE.privateKey(), ALICE.certificate());
        assertThat(opening.toString()).contains("6 bytes").doesNotContain("secret");
    }

    @Test
    void openssl_opens_what_we_encrypt() throws Exception {
        OpenSsl.assumePresent();
        byte[] content = randomBytes(1000);
        Files.write(
                folder.resolve("m.der"), envelopes.encrypt(content, List.of(BOB.certificate(), ALICE.certificate())));
        AtomicFiles.writePrivate(
                folder.resolve("key.pem"), X509Files.toPem(ALICE.privateKey()).getBytes(StandardCharsets.US_ASCII));
        Files.writeString(folder.resolve("cert.pem"), X509Files.toPem(ALICE.certificate()));

        OpenSsl.Result result = OpenSsl.run(
                folder,
                "cms",
                "-decrypt",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "m.der",
                "-recip",
                "cert.pem",
                "-inkey",
                "key.pem",
                "-out",
                "plain");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(Files.readAllBytes(folder.resolve("plain"))).isEqualTo(content);
    }

    @Test
    void we_open_what_openssl_encrypts_by_our_algorithms() throws Exception {
        OpenSsl.assumePresent();
        byte[] content = randomBytes(1000);
        Files.write(folder.resolve("plain"), content);
        Files.writeString(folder.resolve("cert.pem"), X509Files.toPem(ALICE.certificate()));

        OpenSsl.Result ours = opensslEncrypts("-aes-256-gcm", "sha256");
        assertThat(ours.exitCode()).as(ours.output()).isZero();
        assertOpens(Files.readAllBytes(folder.resolve("m.der")), ALICE, content);

        OpenSsl.Result cbc = opensslEncrypts("-aes-256-cbc", "sha256");
        assertThat(cbc.exitCode()).as(cbc.output()).isZero();
        assertRefused(
                CmsEnvelopes.decrypt(
                        Files.readAllBytes(folder.resolve("m.der")), ALICE.privateKey(), ALICE.certificate()),
                CmsFault.MALFORMED);

        OpenSsl.Result sha1 = opensslEncrypts("-aes-256-gcm", "sha1");
        assertThat(sha1.exitCode()).as(sha1.output()).isZero();
        assertRefused(
                CmsEnvelopes.decrypt(
                        Files.readAllBytes(folder.resolve("m.der")), ALICE.privateKey(), ALICE.certificate()),
                CmsFault.ALGORITHM_NOT_ALLOWED);
    }

    private OpenSsl.Result opensslEncrypts(String cipher, String kdfHash) {
        return OpenSsl.run(
                folder,
                "cms",
                "-encrypt",
                "-binary",
                cipher,
                "-in",
                "plain",
                "-outform",
                "DER",
                "-out",
                "m.der",
                "-recip",
                "cert.pem",
                "-keyopt",
                "ecdh_kdf_md:" + kdfHash,
                "-aes256-wrap");
    }

    private static void assertOpens(byte[] envelope, KeyMaterial key, byte[] content) {
        assertThat(CmsEnvelopes.decrypt(envelope, key.privateKey(), key.certificate()))
                .isInstanceOfSatisfying(
                        Opened.class,
                        opened -> assertThat(opened.content().toByteArray()).isEqualTo(content));
    }

    private static void assertRefused(CmsOpening opening, CmsFault fault) {
        assertThat(opening)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.fault()).as(refused.detail()).isEqualTo(fault));
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        Consortium.RANDOM.nextBytes(bytes);
        return bytes;
    }
}
