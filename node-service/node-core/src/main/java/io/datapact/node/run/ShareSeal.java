package io.datapact.node.run;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunId;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a share under a key of its own with AES-256-GCM (NIST SP 800-38D): 12 bytes nonce, ciphertext, 16 bytes tag.
 * What it is for is authenticated with it, so a sealed share cannot be passed off as another's. Each key seals once.
 */
final class ShareSeal {
    /** Length of a key, in bytes. */
    static final int KEY_BYTES = 32;

    /** How much longer a sealed share is than what it holds, in bytes. */
    static final int OVERHEAD_BYTES = 28;

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private ShareSeal() {}

    /**
     * What a sealed share is for.
     *
     * @param type {@code datapact/sealed-share/1}
     */
    record Purpose(String type, Digest network, RunId run, Code output, long party, MemberId recipient) {
        static final String TYPE = "datapact/sealed-share/1";
    }

    /** A fresh key. */
    static byte[] key(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    static byte[] seal(byte[] key, Purpose purpose, byte[] content, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, purpose);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(content.length));
            cipher.doFinal(content, 0, content.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks AES-256-GCM; use a complete JDK 25", e);
        }
    }

    /** Opens a sealed share, or empty if key, purpose or bytes are others. */
    static Optional<byte[]> open(byte[] key, Purpose purpose, byte[] sealed) {
        if (sealed.length < OVERHEAD_BYTES || key.length != KEY_BYTES) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE_BYTES), purpose);
            return Optional.of(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks AES-256-GCM; use a complete JDK 25", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, Purpose purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(RecordCodec.of(Purpose.class).encode(purpose));
        return cipher;
    }
}
