package io.datapact.pki.key;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, as bytes or as lower-case hex. */
public final class Hashes {

    private Hashes() {}

    /** SHA-256 of {@code bytes}: 32 bytes, the caller's. Source: FIPS 180-4. */
    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256; use a complete JDK 25", e);
        }
    }

    /** SHA-256 of {@code bytes} as 64 lower-case hexadecimal digits. */
    public static String sha256Hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }
}
