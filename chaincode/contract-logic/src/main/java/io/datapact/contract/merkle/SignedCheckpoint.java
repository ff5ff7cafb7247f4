package io.datapact.contract.merkle;

import io.datapact.contract.codec.Parsed;
import java.util.List;
import java.util.Optional;

/**
 * A checkpoint as the log's key signed it, at a handover both keys ({@link LogKeys}). Whether the log extends others is not said by it.
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
    public static Optional<SignedCheckpoint> read(String written, LogKeys keys) {
        return parse(written, keys).filter(found -> keys.verifies(found.note(), found.head()));
    }

    /**
     * Reads what any of the log's keys signed, be it of a size at which that key signs nothing: good for nothing but to
     * convict whoever has the key. Never throws.
     */
    public static Optional<SignedCheckpoint> readOfAny(String written, LogKeys keys) {
        return parse(written, keys).filter(found -> keys.anyVerifies(found.note()));
    }

    private static Optional<SignedCheckpoint> parse(String written, LogKeys keys) {
        boolean read = written.length() <= MAXIMUM_CHARACTERS;
        return read
                        && SignedNote.parse(written) instanceof Parsed.Value<SignedNote>(SignedNote note)
                        && Checkpoint.parse(note.text()) instanceof Parsed.Value<Checkpoint>(Checkpoint head)
                        && head.origin().equals(keys.origin())
                        && head.size() > 0
                ? Optional.of(new SignedCheckpoint(note, head))
                : Optional.empty();
    }

    /** The note with nothing but the signatures of the log's keys, one of each, the former key's first. */
    public SignedNote bare(LogKeys keys) {
        List<SignedNote.Line> log = keys.all().stream()
                .flatMap(key -> note.signatures().stream()
                        .filter(line -> key.verifies(new SignedNote(note.text(), List.of(line))))
                        .limit(1))
                .toList();
        return new SignedNote(note.text(), log);
    }
}
