package io.datapact.contract.testing;

import io.datapact.contract.id.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/** Numbers that anybody can compute from a seed: SHA-256 of the seed and a counter. For fixtures' keys only. */
public final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final String seed;
    private long blocks;

    public FixedRandom(String seed) {
        this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            MessageDigest sha256 = Digest.sha256();
            sha256.update(seed.getBytes(StandardCharsets.UTF_8));
            byte[] block = sha256.digest(
                    ByteBuffer.allocate(Long.BYTES).putLong(blocks++).array());
            out.put(block, 0, Math.min(block.length, out.remaining()));
        }
    }
}
