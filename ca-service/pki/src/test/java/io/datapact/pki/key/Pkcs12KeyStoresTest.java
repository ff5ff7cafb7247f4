package io.datapact.pki.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.datapact.pki.Consortium;
import io.datapact.pki.OpenSsl;
import io.datapact.pki.certificate.CertificateRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Pkcs12KeyStoresTest {

    private static final Consortium CONSORTIUM = Consortium.aConsortium();
    private static final KeyMaterial KEY = CONSORTIUM.key("bank-a", CertificateRole.NODE, "node-1");

    @TempDir
    private Path folder;

    @Test
    void loads_what_was_stored() {
        Path file = folder.resolve("node.p12");
        try (Passphrase passphrase = Passphrase.generate(Consortium.RANDOM)) {
            Pkcs12KeyStores.store(file, KEY, passphrase);
            KeyMaterial loaded = Pkcs12KeyStores.load(file, passphrase);

            assertThat(loaded.chain()).isEqualTo(KEY.chain());
            assertThat(EcdsaSignatures.matches(
                            loaded.privateKey(), KEY.certificate().getPublicKey()))
                    .isTrue();
        }
    }

    @Test
    void keeps_files_to_their_owner_and_leaves_nothing_beside_them() throws IOException {
        assumePosix();
        Path file = folder.resolve("node.p12");
        Path passphraseFile = folder.resolve("node.passphrase");
        try (Passphrase passphrase = Passphrase.generate(Consortium.RANDOM)) {
            passphrase.writeTo(passphraseFile);
            Pkcs12KeyStores.store(file, KEY, passphrase);
            Pkcs12KeyStores.store(file, KEY, passphrase);
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passphraseFile)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file, passphraseFile);
        }
    }

    @Test
    void says_that_the_passphrase_is_wrong() {
        Path file = folder.resolve("node.p12");
        try (Passphrase right = Passphrase.generate(Consortium.RANDOM);
                Passphrase wrong = Passphrase.generate(Consortium.RANDOM)) {
            Pkcs12KeyStores.store(file, KEY, right);

            assertThatThrownBy(() -> Pkcs12KeyStores.load(file, wrong))
                    .isInstanceOf(KeyFileException.class)
                    .hasMessage("the passphrase does not open the key store " + file);
        }
    }

    @Test
    void refuses_missing_damaged_oversize_and_open_files() throws IOException {
        assumePosix();
        Path missing = folder.resolve("missing.p12");
        Path garbage = Files.write(folder.resolve("garbage.p12"), new byte[] {1, 2, 3});
        Path huge = Files.write(folder.resolve("huge.p12"), new byte[Pkcs12KeyStores.MAXIMUM_BYTES + 1]);
        Path open = Files.write(folder.resolve("open.p12"), new byte[] {1});
        for (Path file : List.of(garbage, huge)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));

        try (Passphrase passphrase = Passphrase.generate(Consortium.RANDOM)) {
            assertRefused(missing, passphrase, "found none");
            assertRefused(garbage, passphrase, "expected a PKCS#12 file");
            assertRefused(huge, passphrase, "expected at most");
            assertRefused(open, passphrase, "chmod 600");
        }
    }

    @Test
    void reads_the_first_line_of_a_private_passphrase_file() throws IOException {
        assumePosix();
        Path file = privateFile("pass", "geheim-密码\nsecond line\n");
        Path unixless = privateFile("pass-crlf", "geheim-密码\r\n");
        try (Passphrase first = Passphrase.fromFile(file);
                Passphrase second = Passphrase.fromFile(unixless)) {
            assertThat(new String(first.characters())).isEqualTo("geheim-密码");
            assertThat(new String(second.characters())).isEqualTo("geheim-密码");
            assertThat(first.toString()).doesNotContain("geheim");
        }
    }

    @Test
    void writes_passphrases_that_it_can_read_again() {
        Path file = folder.resolve("written");
        try (Passphrase passphrase = Passphrase.of("geheim-密码".toCharArray())) {
            passphrase.writeTo(file);
            try (Passphrase read = Passphrase.fromFile(file)) {
                assertThat(read.characters()).isEqualTo(passphrase.characters());
            }
        }
    }

    @Test
    void refuses_empty_long_public_and_undecodable_passphrase_files() throws IOException {
        assumePosix();
        Path empty = privateFile("empty", "\nsecret\n");
        Path large = privateFile("long", "x".repeat(Passphrase.MAXIMUM_BYTES + 1));
        Path open = privateFile("open", "secret");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw----r--"));
        Path binary = privateFile("binary", "");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe});

        for (Path file : List.of(empty, large, open, binary, folder.resolve("missing"))) {
            assertThatThrownBy(() -> Passphrase.fromFile(file))
                    .isInstanceOf(KeyFileException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void wipes_the_passphrase_on_close() {
        Passphrase passphrase = Passphrase.of("secret".toCharArray());
        passphrase.close();
        assertThat(passphrase.characters()).containsOnly('\0');
    }

    @Test
    void openssl_opens_the_file() {
        OpenSsl.assumePresent();
        Path file = folder.resolve("node.p12");
        Path passphraseFile = folder.resolve("node.passphrase");
        try (Passphrase passphrase = Passphrase.generate(Consortium.RANDOM)) {
            passphrase.writeTo(passphraseFile);
            Pkcs12KeyStores.store(file, KEY, passphrase);
        }
        OpenSsl.Result result = OpenSsl.run(
                folder, "pkcs12", "-in", "node.p12", "-passin", "file:node.passphrase", "-nodes", "-info", "-noout");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output()).contains("PBES2, PBKDF2, AES-256-CBC");
    }

    @Test
    void key_and_certificate_must_belong_together() {
        KeyMaterial other = CONSORTIUM.key("bank-a", CertificateRole.NODE, "node-2");
        assertThatThrownBy(() -> new KeyMaterial(other.privateKey(), KEY.chain()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not belong to the first certificate");
        assertThat(KEY.toString()).doesNotContain("privateKey");
    }

    private Path privateFile(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private void assumePosix() {
        assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "skipped: this file system has no POSIX modes");
    }

    private static void assertRefused(Path file, Passphrase passphrase, String message) {
        assertThatThrownBy(() -> Pkcs12KeyStores.load(file, passphrase))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(file.toString());
    }
}
