package io.datapact.contract.merkle;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An Ed25519 key (RFC 8032) that signs notes. Source: C2SP signed-note.
 *
 * @param name      the key's name; no spaces or plus signs
 * @param publicKey the 32 bytes
 */
public record NoteKey(String name, Bytes publicKey) {
    /** Length of an Ed25519 public key. */
    public static final int KEY_BYTES = 32;

    /** Length of a key id in a signature line. */
    public static final int ID_BYTES = 4;

    private static final byte ED25519 = 1;
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    public NoteKey {
        requireName(name);
        int length = publicKey.toBytes().length;
        if (length != KEY_BYTES) {
            throw new IllegalArgumentException("expected an Ed25519 public key of 32 bytes, found " + length);
        }
    }

    static String requireName(String name) {
        boolean clean = name.chars().noneMatch(c -> Character.isWhitespace(c) || c == '+' || c < 0x21 || c == 0x7f);
        if (name.isEmpty() || name.length() > 256 || !clean) {
            throw new IllegalArgumentException(
                    "expected a key name of 1 to 256 characters without spaces and plus signs, found another form");
        }
        return name;
    }

    /** The key of a JCA public key. */
    public static NoteKey of(String name, PublicKey key) {
        byte[] spki = key.getEncoded();
        boolean ed25519 = spki.length == SPKI_PREFIX.length + KEY_BYTES
                && Arrays.equals(spki, 0, SPKI_PREFIX.length, SPKI_PREFIX, 0, SPKI_PREFIX.length);
        if (!ed25519) {
            throw new IllegalArgumentException("expected an Ed25519 public key, found one of " + key.getAlgorithm());
        }
        return new NoteKey(name, Bytes.of(Arrays.copyOfRange(spki, SPKI_PREFIX.length, spki.length)));
    }

    /** The first four bytes of SHA-256(name, newline, 0x01, key). */
    public byte[] id() {
        byte[] head = (name + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] hashed = Digest.sha256().digest(concat(head, typedKey()));
        return Arrays.copyOf(hashed, ID_BYTES);
    }

    /** The key's text: {@code <name>+<id in hex>+<base64 of 0x01 and key>}. */
    public String text() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+" + Bytes.of(typedKey());
    }

    /** Whether the note bears a valid signature by this key. */
    public boolean verifies(SignedNote note) {
        byte[] message = note.text().getBytes(StandardCharsets.UTF_8);
        byte[] id = id();
        return note.signatures().stream()
                .filter(line -> line.name().equals(name))
                .map(line -> line.keyedSignature().toBytes())
                .filter(keyed -> Arrays.equals(keyed, 0, ID_BYTES, id, 0, ID_BYTES))
                .anyMatch(keyed -> verify(message, Arrays.copyOfRange(keyed, ID_BYTES, keyed.length)));
    }

    boolean verify(byte[] message, byte[] signature) {
        try {
            X509EncodedKeySpec spki = new X509EncodedKeySpec(concat(SPKI_PREFIX, publicKey.toBytes()));
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(spki));
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private byte[] typedKey() {
        return concat(new byte[] {ED25519}, publicKey.toBytes());
    }

    static byte[] concat(byte[] first, byte[] second) {
        byte[] out = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, out, first.length, second.length);
        return out;
    }
}
