package io.datapact.node.history;

import io.datapact.contract.governance.Witnesses.Witness;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.SignedCheckpoint;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.merkle.WitnessKey;
import io.datapact.node.store.StoreUnavailableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
    synchronized void keep(SignedCheckpoint checkpoint, List<Witness> witnesses, LogKeys keys) {
        for (Witness witness : witnesses) {
            read(checkpoint.note(), witness, keys)
                    .filter(offered -> of(witness, keys)
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
    synchronized List<Witnessed> all(List<Witness> witnesses, LogKeys keys) {
        return witnesses.stream().flatMap(witness -> of(witness, keys).stream()).toList();
    }

    private Optional<Witnessed> of(Witness witness, LogKeys keys) {
        return file(witness).read().flatMap(note -> read(note, witness, keys));
    }

    private static boolean newer(Witnessed offered, Witnessed kept) {
        long size = offered.checkpoint().head().size();
        long before = kept.checkpoint().head().size();
        return size > before || (size == before && offered.seconds() > kept.seconds());
    }

    private static Optional<Witnessed> read(SignedNote note, Witness witness, LogKeys keys) {
        WitnessKey key = new WitnessKey(witness.key().name(), witness.key().publicKey());
        Optional<SignedNote.Line> own = note.signatures().stream()
                .filter(line ->
                        key.signedAt(new SignedNote(note.text(), List.of(line))).isPresent())
                .reduce((earlier, later) -> later);
        return SignedCheckpoint.read(note.write(), keys)
                .flatMap(signed -> own.map(line -> signed.bare(keys).with(List.of(line)))
                        .map(both -> new Witnessed(
                                witness, key.signedAt(both).orElseThrow(), new SignedCheckpoint(both, signed.head()))));
    }

    private NoteFile file(Witness witness) {
        String key = Digest.of(witness.key().publicKey().toBytes()).value();
        return new NoteFile(folder.resolve(key.substring(0, NAME_LENGTH) + ".note"));
    }
}
