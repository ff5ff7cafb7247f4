package io.datapact.contract.vectors;

import io.datapact.contract.command.Dsse;
import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.SignatureVerifier;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The vectors' stand-in for ECDSA, strict DER in form: the pair (r, 1), where r is the first 16 bytes of SHA-256(SPKI
 * || message) with its two highest bits set to 01. Whoever knows a public key can sign: for vectors only.
 */
public final class ToySignatures implements SignatureVerifier {
    private static final int R_AT = 4;
    private static final int R_LENGTH = 16;

    @Override
    public boolean verify(byte[] spki, byte[] message, byte[] signature) {
        return MessageDigest.isEqual(sign(spki, message), signature);
    }

    /** The signature that holds for a key and a message. */
    public static byte[] sign(byte[] spki, byte[] message) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(spki);
        byte[] r = Arrays.copyOf(sha256.digest(message), R_LENGTH);
        r[0] = (byte) ((r[0] & 0x3f) | 0x40);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x30, 0x15, 0x02, 0x10});
        out.writeBytes(r);
        out.writeBytes(new byte[] {0x02, 0x01, 0x01});
        return out.toByteArray();
    }

    /** A command's envelope; with a signature of another message where it shall not hold. */
    public static byte[] envelope(byte[] payload, byte[] spki, boolean holds) {
        byte[] signature = sign(spki, Dsse.preAuthenticationEncoding(Dsse.COMMAND, payload));
        if (!holds) {
            signature[R_AT + 1] ^= 1;
        }
        return Dsse.Envelope.of(Dsse.COMMAND, payload, "", signature).encode();
    }
}
