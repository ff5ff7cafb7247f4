package io.datapact.contract.evidence;

import io.datapact.contract.id.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.SortedMap;

/**
 * Names a whole state: SHA-256 over all (key, value) pairs in ascending order of keys, each key (ASCII) and value with
 * its length before it in 4 bytes big-endian.
 */
public final class StateDigest {
    private StateDigest() {}

    /**
     * Digest of a state.
     *
     * @param state values by key, sorted by the keys' characters
     */
    public static Digest of(SortedMap<String, byte[]> state) {
        MessageDigest sha256 = Digest.sha256();
        for (Map.Entry<String, byte[]> entry : state.entrySet()) {
            update(sha256, entry.getKey().getBytes(StandardCharsets.US_ASCII));
            update(sha256, entry.getValue());
        }
        return Digest.wrap(sha256.digest());
    }

    private static void update(MessageDigest sha256, byte[] content) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array());
        sha256.update(content);
    }
}
