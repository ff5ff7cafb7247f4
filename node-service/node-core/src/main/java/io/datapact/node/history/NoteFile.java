package io.datapact.node.history;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.node.store.StoreUnavailableException;
import io.datapact.pki.key.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A signed note in a file of its own, replaced in one step. */
record NoteFile(Path file) {
    /**
     * The note, or empty where there is no file.
     *
     * @throws StoreUnavailableException if it cannot be read, or is something else
     */
    Optional<SignedNote> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String text = Files.size(file) <= SignedNote.MAXIMUM_CHARACTERS
                    ? Files.readString(file, StandardCharsets.UTF_8)
                    : "";
            return switch (SignedNote.parse(text)) {
                case Parsed.Value<SignedNote>(SignedNote note) -> Optional.of(note);
                case Parsed.Malformed<SignedNote>(String path, String detail) ->
                    throw new IOException("expected a signed note, found something else: " + detail);
            };
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot read " + file + "; restore it from a copy", e);
        }
    }

    /**
     * Keeps a note; durable when this returns.
     *
     * @throws StoreUnavailableException if it could not be written
     */
    void write(SignedNote note) {
        try {
            AtomicFiles.createPrivateFolder(file.getParent());
            AtomicFiles.writePrivate(file, note.write().getBytes(StandardCharsets.UTF_8));
        } catch (UncheckedIOException e) {
            throw new StoreUnavailableException("cannot keep " + file + "; make room or mend the disk", e);
        }
    }
}
