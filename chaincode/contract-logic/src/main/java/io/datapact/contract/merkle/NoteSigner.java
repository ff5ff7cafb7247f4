package io.datapact.contract.merkle;

import io.datapact.contract.id.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.List;

/** Signs notes with an Ed25519 key. Deterministic, as RFC 8032 is. */
public final class NoteSigner {
    private final NoteKey key;
    private final PrivateKey privateKey;

    /**
     * @param key        name and public key
     * @param privateKey the private key that belongs to it
     */
    public NoteSigner(NoteKey key, PrivateKey privateKey) {
        this.key = key;
        this.privateKey = privateKey;
    }

    /** The public side. */
    public NoteKey key() {
        return key;
    }

    /** A note with this key's signature behind those that it has. */
    public SignedNote sign(SignedNote note) {
        return note.with(sign(note.text()).signatures());
    }

    /**
     * Signs a text that ends with a newline.
     *
     * @throws IllegalStateException if the private key is not an Ed25519 key or its store fails
     */
    public SignedNote sign(String text) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(privateKey);
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] keyed = NoteKey.concat(key.id(), ed25519.sign());
            return new SignedNote(text, List.of(new SignedNote.Line(key.name(), Bytes.of(keyed))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected an Ed25519 private key that signs for " + key.name(), e);
        }
    }
}
