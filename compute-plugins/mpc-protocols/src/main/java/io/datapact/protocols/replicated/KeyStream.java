package io.datapact.protocols.replicated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A stream of 64-bit words that two parties draw alike, without a message: AES-128 in counter mode under a key derived
 * from what they share, for one purpose. One thread at a time.
 */
final class KeyStream {
    private static final int BLOCK = 16;
    private static final int CHUNK_WORDS = 1024;

    private final Cipher cipher;
    private final byte[] zeros = new byte[CHUNK_WORDS * Long.BYTES];

    KeyStream(byte[] sharedKey, String purpose) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(("datapact-3pc-v1/" + purpose + "/").getBytes(StandardCharsets.US_ASCII));
            byte[] key = Arrays.copyOf(sha256.digest(sharedKey), BLOCK);
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[BLOCK]));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES in counter mode; use a complete JDK", e);
        }
    }

    /** The next words of the stream. */
    long[] words(int count) {
        long[] out = new long[count];
        for (int from = 0; from < count; from += CHUNK_WORDS) {
            int here = Math.min(CHUNK_WORDS, count - from);
            byte[] bytes = cipher.update(zeros, 0, here * Long.BYTES);
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(out, from, here);
        }
        return out;
    }
}
