package io.datapact.node.app.assembly;

import io.datapact.contract.merkle.NoteKey;
import io.datapact.node.app.config.ConfigurationException;
import io.datapact.node.history.WitnessIdentity;
import io.datapact.pki.certificate.Pem;
import io.datapact.pki.certificate.PemException;
import io.datapact.pki.key.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * The Ed25519 key (RFC 8032) with which a node co-signs checkpoints, in a PKCS#8 PEM file of mode 600, as
 * {@code openssl genpkey -algorithm ed25519} writes it.
 */
final class WitnessKeyFile {
    private static final String ALGORITHM = "Ed25519";
    private static final long MAXIMUM_FILE_BYTES = 4_096;
    private static final int SEED_BYTES = 32;

    private WitnessKeyFile() {}

    /**
     * Reads the key; empty where there is no file, as at a node that is no witness.
     *
     * @throws ConfigurationException if the file is readable by others, or no Ed25519 key
     */
    static Optional<WitnessIdentity> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (AtomicFiles.isOpenToOthers(file)) {
            throw new ConfigurationException("the witness key " + file
                    + " can be read or written by others; set its mode to 600 with: chmod 600 " + file);
        }
        try {
            if (Files.size(file) > MAXIMUM_FILE_BYTES) {
                throw new ConfigurationException(
                        "expected a key of at most " + MAXIMUM_FILE_BYTES + " bytes in " + file + ", found more");
            }
            byte[] pkcs8 = Pem.readOne(Pem.PRIVATE_KEY, Files.readString(file, StandardCharsets.US_ASCII));
            WitnessIdentity identity = identity(pkcs8);
            Arrays.fill(pkcs8, (byte) 0);
            return Optional.of(identity);
        } catch (GeneralSecurityException | PemException | IOException e) {
            // The cause may quote the key.
            throw new ConfigurationException(
                    "expected an Ed25519 private key in PKCS#8 in " + file + ", found something else");
        }
    }

    /** RFC 8410: the seed is the last of the encoding; the JDK makes the public key where it gets the seed as random. */
    private static WitnessIdentity identity(byte[] pkcs8) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        byte[] encoded = key.getEncoded();
        byte[] seed = Arrays.copyOfRange(encoded, encoded.length - SEED_BYTES, encoded.length);
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(new NamedParameterSpec(ALGORITHM), new Seed(seed));
        NoteKey publicKey = NoteKey.of("witness", generator.generateKeyPair().getPublic());
        Arrays.fill(seed, (byte) 0);
        Arrays.fill(encoded, (byte) 0);
        return new WitnessIdentity(publicKey.publicKey(), key);
    }

    /** Gives out a seed. */
    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient byte[] seed;

        private Seed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
