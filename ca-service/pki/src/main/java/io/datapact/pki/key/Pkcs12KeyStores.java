package io.datapact.pki.key;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Private keys at rest: one key with its chain in a PKCS#12 file (RFC 7292) under a passphrase, encrypted with AES-256
 * (PBES2, RFC 8018), integrity by HMAC-SHA-256. Files have mode 600 and are replaced in one step, so a crash leaves
 * the old or the new one.
 */
public final class Pkcs12KeyStores {

    /** Longest file read, in bytes. */
    public static final int MAXIMUM_BYTES = 256 * 1024;

    private static final String ALIAS = "key";
    private static final String TYPE = "PKCS12";

    private Pkcs12KeyStores() {}

    /** Writes key and chain; the folder must exist. */
    public static void store(Path file, KeyMaterial material, Passphrase passphrase) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(null, null);
            store.setKeyEntry(
                    ALIAS,
                    material.privateKey(),
                    passphrase.characters(),
                    material.chain().toArray(new Certificate[0]));
            store.store(bytes, passphrase.characters());
            AtomicFiles.writePrivate(file, bytes.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new KeyFileException("cannot encode the key for " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the key store " + file, e);
        }
    }

    /**
     * Reads key and chain.
     *
     * @throws KeyFileException if the file is missing, too long, damaged, under another passphrase, readable by
     *     others, or holds anything but one key with its chain
     */
    public static KeyMaterial load(Path file, Passphrase passphrase) {
        byte[] bytes = read(file);
        try {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(new ByteArrayInputStream(bytes), passphrase.characters());
            return material(file, store, passphrase);
        } catch (IOException e) {
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? new KeyFileException("the passphrase does not open the key store " + file, e)
                    : new KeyFileException("expected a PKCS#12 file at " + file + ", found something else", e);
        } catch (GeneralSecurityException e) {
            throw new KeyFileException("cannot read the key in " + file, e);
        }
    }

    private static KeyMaterial material(Path file, KeyStore store, Passphrase passphrase)
            throws GeneralSecurityException {
        List<String> aliases = Collections.list(store.aliases());
        if (aliases.size() != 1 || !store.isKeyEntry(aliases.getFirst())) {
            throw new KeyFileException(
                    "expected exactly one private key in " + file + ", found " + aliases.size() + " entries");
        }
        String alias = aliases.getFirst();
        if (!(store.getKey(alias, passphrase.characters()) instanceof PrivateKey key)) {
            throw new KeyFileException("expected a private key in " + file + ", found another kind of key");
        }
        List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                .map(X509Certificate.class::cast)
                .toList();
        return new KeyMaterial(key, chain);
    }

    private static byte[] read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new KeyFileException("expected a PKCS#12 file at " + file + ", found none");
        }
        if (AtomicFiles.isOpenToOthers(file)) {
            throw new KeyFileException("the key store " + file
                    + " can be read or written by others; set its mode to 600 with: chmod 600 " + file);
        }
        try {
            if (Files.size(file) > MAXIMUM_BYTES) {
                throw new KeyFileException(
                        "expected at most " + MAXIMUM_BYTES + " bytes in " + file + ", found " + Files.size(file));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key store " + file, e);
        }
    }
}
