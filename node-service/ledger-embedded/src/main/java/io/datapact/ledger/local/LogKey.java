package io.datapact.ledger.local;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.NoteSigner;
import io.datapact.pki.certificate.Pem;
import io.datapact.pki.key.AtomicFiles;
import io.datapact.pki.key.KeyFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/**
 * The Ed25519 key (RFC 8032) that signs a log's checkpoints, in a PKCS#8 PEM file of mode 600, as
 * {@code openssl genpkey -algorithm ed25519} writes it. Its public half stands in the genesis.
 */
public final class LogKey {
    private static final String ALGORITHM = "Ed25519";
    private static final long MAXIMUM_FILE_BYTES = 4_096;

    private LogKey() {}

    /**
     * Makes a key and writes it to a file of mode 600, replacing what was there.
     *
     * @return the public key, 32 bytes, for the genesis
     */
    public static Bytes generate(Path file) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            byte[] pkcs8 = pair.getPrivate().getEncoded();
            AtomicFiles.writePrivate(file, Pem.write(Pem.PRIVATE_KEY, pkcs8).getBytes(StandardCharsets.US_ASCII));
            Arrays.fill(pkcs8, (byte) 0);
            return NoteKey.of("any", pair.getPublic()).publicKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks Ed25519; use a complete JDK 25", e);
        }
    }

    /**
     * Reads a key.
     *
     * @param expected origin and public key as in the genesis
     * @throws KeyFileException if the file is missing, readable by others, no Ed25519 key, or not the expected one
     */
    public static NoteSigner load(Path file, NoteKey expected) {
        NoteSigner signer = new NoteSigner(expected, read(file));
        if (!isOwn(signer)) {
            throw new KeyFileException("the log key in " + file + " is not the one that the genesis names for "
                    + expected.name() + "; give the key that was made for this genesis");
        }
        return signer;
    }

    /**
     * Reads keys of which it shows later which ones are the log's.
     *
     * @throws KeyFileException if a file is missing, readable by others, or no Ed25519 key
     */
    public static LogSigners loadAll(List<Path> files) {
        List<PrivateKey> keys = files.stream().map(LogKey::read).toList();
        return expected -> keys.stream()
                .map(key -> new NoteSigner(expected, key))
                .filter(LogKey::isOwn)
                .findFirst();
    }

    private static boolean isOwn(NoteSigner signer) {
        NoteKey key = signer.key();
        return key.verifies(signer.sign("is this the key of " + key.name() + "\n"));
    }

    private static PrivateKey read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new KeyFileException("expected the log's key at " + file + ", found none");
        }
        if (AtomicFiles.isOpenToOthers(file)) {
            throw new KeyFileException("the log key " + file
                    + " can be read or written by others; set its mode to 600 with: chmod 600 " + file);
        }
        try {
            if (Files.size(file) > MAXIMUM_FILE_BYTES) {
                throw new KeyFileException("expected a key of at most " + MAXIMUM_FILE_BYTES + " bytes in " + file
                        + ", found " + Files.size(file));
            }
            byte[] pkcs8 = Pem.readOne(Pem.PRIVATE_KEY, Files.readString(file, StandardCharsets.US_ASCII));
            PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            Arrays.fill(pkcs8, (byte) 0);
            return key;
        } catch (GeneralSecurityException e) {
            // The cause may quote the key.
            throw new KeyFileException(
                    "expected an Ed25519 private key in PKCS#8 in " + file + ", found something else");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log key " + file, e);
        }
    }
}
