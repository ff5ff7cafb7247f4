package io.datapact.contract.merkle;

import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A witness's Ed25519 key. Its signature on a checkpoint says: at this time I had verified that all I signed of this log
 * before is a prefix of this. Source: C2SP tlog-cosignature, version 1, Ed25519.
 *
 * <p>The key's id is made with the type 0x04, so a key that also signs notes as {@link NoteKey} never has one signature
 * taken for the other; what is signed begins with {@code cosignature/v1} besides.
 *
 * @param name      the witness's name; no spaces or plus signs
 * @param publicKey the 32 bytes
 */
public record WitnessKey(String name, Bytes publicKey) {
    static final byte TYPE = 4;
    static final int TIME_BYTES = 8;

    public WitnessKey {
        NoteKey checked = new NoteKey(name, publicKey);
        name = checked.name();
    }

    /** The first four bytes of SHA-256(name, newline, 0x04, key). */
    public byte[] id() {
        byte[] head = (name + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] typed = NoteKey.concat(new byte[] {TYPE}, publicKey.toBytes());
        return Arrays.copyOf(Digest.sha256().digest(NoteKey.concat(head, typed)), NoteKey.ID_BYTES);
    }

    /** What a witness signs: the time and the checkpoint's text. */
    static byte[] message(long seconds, String text) {
        return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * When the witness signed a checkpoint.
     *
     * @return seconds since the epoch by the witness's clock, the latest of several; empty without a valid signature
     */
    public Optional<Long> signedAt(SignedNote note) {
        byte[] id = id();
        return note.signatures().stream()
                .filter(line -> line.name().equals(name))
                .map(line -> line.keyedSignature().toBytes())
                .filter(keyed -> keyed.length > NoteKey.ID_BYTES + TIME_BYTES
                        && Arrays.equals(keyed, 0, NoteKey.ID_BYTES, id, 0, NoteKey.ID_BYTES))
                .flatMap(keyed -> signedAt(note.text(), keyed).stream())
                .max(Long::compare);
    }

    private Optional<Long> signedAt(String text, byte[] keyed) {
        long seconds = ByteBuffer.wrap(keyed).getLong(NoteKey.ID_BYTES);
        byte[] signature = Arrays.copyOfRange(keyed, NoteKey.ID_BYTES + TIME_BYTES, keyed.length);
        boolean holds = seconds >= 0 && new NoteKey(name, publicKey).verify(message(seconds, text), signature);
        return holds ? Optional.of(seconds) : Optional.empty();
    }
}
