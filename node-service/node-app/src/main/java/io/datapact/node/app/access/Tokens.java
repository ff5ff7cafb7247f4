package io.datapact.node.app.access;

import io.datapact.node.app.config.ConfigurationException;
import io.datapact.pki.key.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The bearer tokens of the REST interface, one file a role: 256 random bits made at first start, mode 600. Deleting a
 * file and starting again makes a new token. Only digests stay in memory, and they are compared in constant time.
 */
public final class Tokens {
    /** Shortest token taken from a file, in characters. */
    public static final int MINIMUM_LENGTH = 32;

    /** Longest token, in characters. */
    public static final int MAXIMUM_LENGTH = 256;

    private static final int RANDOM_BYTES = 32;

    private final Map<ApiRole, byte[]> digests;

    private Tokens(Map<ApiRole, byte[]> digests) {
        this.digests = new EnumMap<>(digests);
    }

    /**
     * Reads the tokens in a folder and makes those that are missing.
     *
     * @throws ConfigurationException if a file is readable by others, or holds no token
     */
    public static Tokens open(Path folder, SecureRandom random) {
        AtomicFiles.createPrivateFolder(folder);
        Map<ApiRole, byte[]> digests = new EnumMap<>(ApiRole.class);
        for (ApiRole role : ApiRole.values()) {
            Path file = folder.resolve(role.fileName());
            if (!Files.exists(file)) {
                AtomicFiles.writePrivate(file, fresh(random).getBytes(StandardCharsets.US_ASCII));
            }
            digests.put(role, digest(read(file)));
        }
        return new Tokens(digests);
    }

    /** The role that a token stands for. Looks at every role whatever it finds. */
    public Optional<ApiRole> roleOf(String token) {
        byte[] shown = digest(token);
        Optional<ApiRole> found = Optional.empty();
        for (Map.Entry<ApiRole, byte[]> entry : digests.entrySet()) {
            if (MessageDigest.isEqual(entry.getValue(), shown)) {
                found = Optional.of(entry.getKey());
            }
        }
        return found;
    }

    private static String fresh(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String read(Path file) {
        if (AtomicFiles.isOpenToOthers(file)) {
            throw new ConfigurationException("the token file " + file
                    + " can be read or written by others; delete it, a new one is made at the next start");
        }
        try {
            if (Files.size(file) > MAXIMUM_LENGTH + 2) {
                throw new ConfigurationException("expected a token of at most " + MAXIMUM_LENGTH + " characters in "
                        + file + ", found a longer file");
            }
            String token = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (token.length() < MINIMUM_LENGTH) {
                throw new ConfigurationException("expected a token of at least " + MINIMUM_LENGTH + " characters in "
                        + file + ", found a shorter one; delete the file, a new one is made at the next start");
            }
            return token;
        } catch (IOException e) {
            throw new ConfigurationException("expected a readable token file " + file + ", found none", e);
        }
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
