package io.datapact.contract.merkle;

import io.datapact.contract.codec.Parsed;
import java.util.List;
import java.util.Optional;

/**
 * A checkpoint as the log's key signed it. Whether the log extends others is not said by it.
 *
 * @param note the signed note
 * @param head what it says
 */
public record SignedCheckpoint(SignedNote note, Checkpoint head) {
    /** Longest that one party takes of another, in characters: room for the lines of 64 witnesses. */
    public static final int MAXIMUM_CHARACTERS = 16 << 10;

    /**
     * Reads a checkpoint that anybody may have written; never throws.
     *
     * @return empty where it is too long, malformed, of another log, not signed by the log's key, or of no entries
     */
    public static Optional<SignedCheckpoint> read(String written, NoteKey logKey) {
        boolean read = written.length() <= MAXIMUM_CHARACTERS;
        return read
                        && SignedNote.parse(written) instanceof Parsed.Value<SignedNote>(SignedNote note)
                        && Checkpoint.parse(note.text()) instanceof Parsed.Value<Checkpoint>(Checkpoint head)
                        && head.origin().equals(logKey.name())
                        && head.size() > 0
                        && logKey.verifies(note)
                ? Optional.of(new SignedCheckpoint(note, head))
                : Optional.empty();
    }

    /** The note with nothing but the log's signature, written. */
    public String bare(NoteKey logKey) {
        List<SignedNote.Line> log = note.signatures().stream()
                .filter(line -> logKey.verifies(new SignedNote(note.text(), List.of(line))))
                .limit(1)
                .toList();
        return new SignedNote(note.text(), log).write();
    }
}
