package io.datapact.contract.id;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest (FIPS 180-4), 32 bytes, written as 64 lower-case hexadecimal digits.
 *
 * <p>Digests are public; equality is not constant-time.
 */
public record Digest(String value) implements Comparable<Digest> {
    /** Length of the digest, in bytes. */
    public static final int BYTES = 32;

    private static final HexFormat HEX = HexFormat.of();

    public Digest {
        if (value.length() != 2 * BYTES) {
            throw new IllegalArgumentException(
                    "expected a digest of 64 hexadecimal digits, found " + value.length() + " characters");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                throw new IllegalArgumentException(
                        "expected a digest in lower-case hexadecimal, found U+" + Integer.toHexString(c) + " at " + i);
            }
        }
    }

    /** Digest of the given bytes. */
    public static Digest of(byte[] content) {
        return new Digest(HEX.formatHex(sha256().digest(content)));
    }

    /** Wraps 32 digest bytes. */
    public static Digest wrap(byte[] digest) {
        return new Digest(HEX.formatHex(digest));
    }

    /** A fresh SHA-256 engine. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The 32 bytes; the caller owns the array. */
    public byte[] toBytes() {
        return HEX.parseHex(value);
    }

    @Override
    public int compareTo(Digest other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
