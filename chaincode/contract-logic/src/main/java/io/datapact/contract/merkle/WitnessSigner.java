package io.datapact.contract.merkle;

import io.datapact.contract.id.Bytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.List;

/**
 * Co-signs checkpoints. Whoever calls it has verified the checkpoint, and that it extends all those co-signed before.
 * Source: C2SP tlog-cosignature, version 1.
 */
public final class WitnessSigner {
    private final WitnessKey key;
    private final PrivateKey privateKey;

    /**
     * @param key        name and public key
     * @param privateKey the private key that belongs to it
     */
    public WitnessSigner(WitnessKey key, PrivateKey privateKey) {
        this.key = key;
        this.privateKey = privateKey;
    }

    /** The public side. */
    public WitnessKey key() {
        return key;
    }

    /**
     * The note with a further signature line.
     *
     * @param seconds since the epoch by the witness's clock, at least 0
     * @throws IllegalStateException if the private key is not an Ed25519 key or its store fails
     */
    public SignedNote cosign(SignedNote checkpoint, long seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException("expected a time of at least 0, found " + seconds);
        }
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(privateKey);
            ed25519.update(WitnessKey.message(seconds, checkpoint.text()));
            byte[] time =
                    ByteBuffer.allocate(WitnessKey.TIME_BYTES).putLong(seconds).array();
            byte[] keyed = NoteKey.concat(NoteKey.concat(key.id(), time), ed25519.sign());
            return checkpoint.with(List.of(new SignedNote.Line(key.name(), Bytes.of(keyed))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected an Ed25519 private key that signs for " + key.name(), e);
        }
    }
}
