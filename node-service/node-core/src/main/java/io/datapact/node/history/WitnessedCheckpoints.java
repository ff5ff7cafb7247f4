package io.datapact.node.history;

import io.datapact.contract.governance.Witnesses.Witness;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.SignedCheckpoint;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.merkle.WitnessKey;
import io.datapact.node.store.StoreUnavailableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The newest checkpoint that each witness co-signed, as far as this node has heard of it: {@code <folder>/<first half of
 * the key's digest>.note}, with the log's signature and the witness's and no others.
 */
public final class WitnessedCheckpoints {
    private static final int NAME_LENGTH = 32;

    private final Path folder;

    /** In a folder, which is made when something is kept. */
    public WitnessedCheckpoints(Path folder) {
        this.folder = folder;
    }

    /**
     * A checkpoint that a witness co-signed.
     *
     * @param seconds when, since the epoch, by the witness's clock
     */
    public record Witnessed(Witness witness, long seconds, SignedCheckpoint checkpoint) {}

    /**
     * Keeps what of a checkpoint witnesses co-signed, unless something newer of theirs is here.
     *
     * @param checkpoint fits this node's own log
     * @throws StoreUnavailableException if it could not be kept
     */
    synchronized void keep(SignedCheckpoint checkpoint, List<Witness> witnesses, NoteKey logKey) {
        for (Witness witness : witnesses) {
            read(checkpoint.note(), witness, logKey)
                    .filter(offered -> of(witness, logKey)
                            .filter(kept -> !newer(offered, kept))
                            .isEmpty())
                    .ifPresent(newest -> file(witness).write(newest.checkpoint().note()));
        }
    }

    /**
     * What is kept of these witnesses.
     *
     * @throws StoreUnavailableException if it cannot be read
     */
    synchronized List<Witnessed> all(List<Witness> witnesses, NoteKey logKey) {
        return witnesses.stream()
                .flatMap(witness -> of(witness, logKey).stream())
                .toList();
    }

    private Optional<Witnessed> of(Witness witness, NoteKey logKey) {
        return file(witness).read().flatMap(note -> read(note, witness, logKey));
    }

    private static boolean newer(Witnessed offered, Witnessed kept) {
        long size = offered.checkpoint().head().size();
        long before = kept.checkpoint().head().size();
        return size > before || (size == before && offered.seconds() > kept.seconds());
    }

    private static Optional<Witnessed> read(SignedNote note, Witness witness, NoteKey logKey) {
        WitnessKey key = new WitnessKey(witness.key().name(), witness.key().publicKey());
        List<SignedNote.Line> log = lines(note, logKey::verifies);
        List<SignedNote.Line> own = lines(note, line -> key.signedAt(line).isPresent());
        if (log.isEmpty() || own.isEmpty()) {
            return Optional.empty();
        }
        SignedNote both = new SignedNote(note.text(), List.of(log.getFirst(), own.getLast()));
        return SignedCheckpoint.read(both.write(), logKey)
                .map(checkpoint -> new Witnessed(witness, key.signedAt(both).orElseThrow(), checkpoint));
    }

    private static List<SignedNote.Line> lines(SignedNote note, Predicate<SignedNote> valid) {
        return note.signatures().stream()
                .filter(line -> valid.test(new SignedNote(note.text(), List.of(line))))
                .toList();
    }

    private NoteFile file(Witness witness) {
        String key = Digest.of(witness.key().publicKey().toBytes()).value();
        return new NoteFile(folder.resolve(key.substring(0, NAME_LENGTH) + ".note"));
    }
}
