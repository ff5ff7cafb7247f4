package io.datapact.ca.home;

import io.datapact.pki.key.AtomicFiles;
import io.datapact.pki.key.Hashes;
import io.datapact.pki.key.KeyFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** The operator's secret: 256 random bits made at the first start, kept here as their hash only. */
public final class AdminSecret {

    private static final int BYTES = 32;
    private static final int TEXT_LENGTH = 43;

    private final byte[] digest;

    private AdminSecret(byte[] digest) {
        this.digest = digest;
    }

    /** Reads the secret's file, or makes it with mode 600. */
    public static AdminSecret loadOrCreate(Path file, SecureRandom random) {
        if (!Files.exists(file)) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            AtomicFiles.writePrivate(file, (text + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        if (AtomicFiles.isOpenToOthers(file)) {
            throw new KeyFileException("the operator's secret " + file
                    + " can be read or written by others; remove it and start again to make a new one");
        }
        return new AdminSecret(digestOf(read(file)));
    }

    /** Compares in constant time. */
    public boolean matches(String given) {
        return MessageDigest.isEqual(digest, digestOf(given));
    }

    private static String read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (text.length() < TEXT_LENGTH) {
                throw new KeyFileException("expected a secret of at least " + TEXT_LENGTH + " characters in " + file
                        + ", found " + text.length() + "; remove the file and start again to make a new one");
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the operator's secret " + file, e);
        }
    }

    private static byte[] digestOf(String text) {
        return Hashes.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
