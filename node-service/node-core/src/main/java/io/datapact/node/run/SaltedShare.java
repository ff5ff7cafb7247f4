package io.datapact.node.run;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.RunId;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A party's share of an output with the 32 random bytes that keep its commitment from being guessed. The commitment is
 * SHA-256 over the purpose in canonical JSON, a zero byte, the salt, and the share.
 */
final class SaltedShare {
    static final int SALT_BYTES = 32;

    private final byte[] bytes;

    private SaltedShare(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * What is committed to.
     *
     * @param type {@code datapact/output-share/1}
     */
    record Purpose(String type, RunId run, Digest manifestDigest, Code output, long party) {
        static final String TYPE = "datapact/output-share/1";
    }

    /** A share with a fresh salt. */
    static SaltedShare of(byte[] share, SecureRandom random) {
        byte[] bytes = new byte[SALT_BYTES + share.length];
        random.nextBytes(bytes);
        System.arraycopy(share, 0, bytes, SALT_BYTES, share.length);
        return new SaltedShare(bytes);
    }

    /**
     * A salted share as it was sealed.
     *
     * @throws IllegalArgumentException if it is shorter than a salt
     */
    static SaltedShare read(byte[] bytes) {
        if (bytes.length < SALT_BYTES) {
            throw new IllegalArgumentException(
                    "expected a salt of 32 bytes and a share, found " + bytes.length + " bytes");
        }
        return new SaltedShare(bytes.clone());
    }

    Digest commitment(RunId run, Digest manifestDigest, Code output, long party) {
        Purpose purpose = new Purpose(Purpose.TYPE, run, manifestDigest, output, party);
        MessageDigest digest = Digest.sha256();
        digest.update(RecordCodec.of(Purpose.class).encode(purpose));
        digest.update((byte) 0);
        return Digest.wrap(digest.digest(bytes));
    }

    /** Salt and share; the caller's own. */
    byte[] bytes() {
        return bytes.clone();
    }

    /** The share; the caller's own. */
    byte[] share() {
        return Arrays.copyOfRange(bytes, SALT_BYTES, bytes.length);
    }
}
