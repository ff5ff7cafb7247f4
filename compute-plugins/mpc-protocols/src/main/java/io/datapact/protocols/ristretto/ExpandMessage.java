package io.datapact.protocols.ristretto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** expand_message_xmd of RFC 9380, section 5.3.1, with SHA-512, for one domain. Holds a digest: one thread at a time. */
public final class ExpandMessage {
    /** Longest domain, in bytes; RFC 9380 would hash longer ones, we refuse them. */
    public static final int LONGEST_DOMAIN = 255;

    /** Most output, in bytes. */
    public static final int LONGEST_OUTPUT = 255 * 64;

    private static final int HASH_BYTES = 64;
    private static final int BLOCK_BYTES = 128;

    private final byte[] domainPrime;
    private final MessageDigest sha512;
    private final byte[] zeroBlock = new byte[BLOCK_BYTES];

    /**
     * For one domain separation tag.
     *
     * @param domain 1 to 255 bytes, unique to protocol and version; copied
     * @throws IllegalArgumentException for another length
     */
    public ExpandMessage(byte[] domain) {
        if (domain.length == 0 || domain.length > LONGEST_DOMAIN) {
            throw new IllegalArgumentException("a domain has 1 to 255 bytes, found " + domain.length);
        }
        domainPrime = Arrays.copyOf(domain, domain.length + 1);
        domainPrime[domain.length] = (byte) domain.length;
        try {
            sha512 = MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-512; use a complete JDK", e);
        }
    }

    /**
     * Uniform bytes of a message.
     *
     * @param message any bytes; read only
     * @param bytes wanted, 1 to 16320
     * @return that many; the caller's
     * @throws IllegalArgumentException for another number
     */
    public byte[] expand(byte[] message, int bytes) {
        if (bytes < 1 || bytes > LONGEST_OUTPUT) {
            throw new IllegalArgumentException("expected 1 to 16320 bytes of output, asked for " + bytes);
        }
        sha512.update(zeroBlock);
        sha512.update(message);
        sha512.update((byte) (bytes >> 8));
        sha512.update((byte) bytes);
        sha512.update((byte) 0);
        byte[] first = sha512.digest(domainPrime);
        byte[] out = new byte[bytes];
        byte[] block = new byte[HASH_BYTES];
        for (int i = 0; i * HASH_BYTES < bytes; i++) {
            for (int k = 0; k < HASH_BYTES; k++) {
                block[k] ^= first[k];
            }
            sha512.update(block);
            sha512.update((byte) (i + 1));
            block = sha512.digest(domainPrime);
            System.arraycopy(block, 0, out, i * HASH_BYTES, Math.min(HASH_BYTES, bytes - i * HASH_BYTES));
        }
        return out;
    }
}
