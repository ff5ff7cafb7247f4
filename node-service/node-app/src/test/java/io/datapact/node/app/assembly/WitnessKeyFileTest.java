package io.datapact.node.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.merkle.WitnessKey;
import io.datapact.contract.merkle.WitnessSigner;
import io.datapact.node.app.config.ConfigurationException;
import io.datapact.node.history.WitnessIdentity;
import io.datapact.pki.certificate.Pem;
import io.datapact.pki.key.AtomicFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessKeyFileTest {
    @TempDir
    private Path home;

    @Test
    void is_no_witness_without_a_file() {
        assertThat(WitnessKeyFile.read(home.resolve("witness.pem"))).isEmpty();
    }

    @Test
    void gives_a_key_whose_public_half_verifies_what_it_signs() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        WitnessIdentity read = WitnessKeyFile.read(
                        file(Pem.write(Pem.PRIVATE_KEY, pair.getPrivate().getEncoded())))
                .orElseThrow();
        assertThat(read.publicKey())
                .isEqualTo(NoteKey.of("any", pair.getPublic()).publicKey());
        WitnessKey key = new WitnessKey("bank-a/witness", read.publicKey());
        SignedNote note = new SignedNote("log\n1\nAA==\n", List.of(line()));
        SignedNote signed = new WitnessSigner(key, read.privateKey()).cosign(note, 1);
        assertThat(key.signedAt(signed)).contains(1L);
        assertThat(read).asString().doesNotContain("PrivateKey");
    }

    /** RFC 8032, section 7.1, test 1. */
    @Test
    void derives_the_published_public_key() {
        byte[] pkcs8 = HexFormat.of()
                .parseHex("302e020100300506032b657004220420"
                        + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        assertThat(WitnessKeyFile.read(file(Pem.write(Pem.PRIVATE_KEY, pkcs8)))
                        .orElseThrow()
                        .publicKey()
                        .toBytes())
                .asHexString()
                .isEqualToIgnoringCase("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"})
    void refuses_what_is_no_key_without_quoting_it(String text) {
        assertThatThrownBy(() -> WitnessKeyFile.read(file(text)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("expected an Ed25519 private key")
                .hasNoCause();
    }

    @Test
    void refuses_a_key_that_others_may_read() {
        Path file = home.resolve("witness.pem");
        AtomicFiles.writePublic(file, new byte[0]);
        assertThatThrownBy(() -> WitnessKeyFile.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("chmod 600");
    }

    private static SignedNote.Line line() {
        return new SignedNote.Line("log", Bytes.of(new byte[68]));
    }

    private Path file(String text) {
        Path file = home.resolve("witness.pem");
        AtomicFiles.writePrivate(file, text.getBytes(StandardCharsets.US_ASCII));
        return file;
    }
}
