package io.datapact.contract.statetree;

import io.datapact.contract.id.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The hashes of the state's tree, byte for byte. D is the 16 bytes of {@code datapact/state/1} in ASCII; all hashes are
 * SHA-256 (FIPS 180-4).
 *
 * <pre>
 * key    k = SHA-256(key's path, ASCII)
 * value  v = SHA-256(record's canonical JSON, UTF-8)
 * leaf       SHA-256(D, 0x00, k, v)
 * branch     SHA-256(D, 0x01, b, left, right)     b: one byte, index of the bit at which the two sides part
 * empty      SHA-256(D, 0x02)
 * </pre>
 *
 * <p>Bit 0 is the most significant bit of the first byte of k; left holds the keys whose bit b is 0. The three kinds
 * differ in the byte behind D, so none can be passed off as another. For one thread.
 */
final class StateHash {
    /** Bits of a key's hash. */
    static final int BITS = 256;

    private static final byte[] DOMAIN = "datapact/state/1".getBytes(StandardCharsets.US_ASCII);
    private static final byte LEAF = 0;
    private static final byte BRANCH = 1;
    private static final byte EMPTY = 2;

    private final MessageDigest sha256 = Digest.sha256();

    byte[] key(String path) {
        return sha256.digest(path.getBytes(StandardCharsets.UTF_8));
    }

    byte[] value(byte[] content) {
        return sha256.digest(content);
    }

    byte[] leaf(byte[] key, byte[] value) {
        sha256.update(DOMAIN);
        sha256.update(LEAF);
        sha256.update(key);
        return sha256.digest(value);
    }

    byte[] branch(int bit, byte[] left, byte[] right) {
        sha256.update(DOMAIN);
        sha256.update(BRANCH);
        sha256.update((byte) bit);
        sha256.update(left);
        return sha256.digest(right);
    }

    byte[] empty() {
        sha256.update(DOMAIN);
        sha256.update(EMPTY);
        return sha256.digest();
    }

    /** Whether a bit of a key's hash is 1. */
    static boolean bit(byte[] key, int index) {
        return (key[index >> 3] >> (7 - (index & 7)) & 1) == 1;
    }

    /** Index of the first bit in which two hashes differ; 256 where they do not. */
    static int parting(byte[] one, byte[] other) {
        int at = Arrays.mismatch(one, other);
        return at < 0 ? BITS : 8 * at + Integer.numberOfLeadingZeros((one[at] ^ other[at]) & 0xff) - 24;
    }
}
