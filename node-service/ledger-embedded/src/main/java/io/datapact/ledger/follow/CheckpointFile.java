package io.datapact.ledger.follow;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import io.datapact.ledger.log.LogWriteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The last checkpoint that a follower verified, as the host signed it: its proof against a host that later shows less or
 * something else. Synced, then put in place by renaming: a power cut leaves the old one or the new one, and the replica's own log,
 * which is synced before, fits both.
 */
final class CheckpointFile {
    private static final String NAME = "checkpoint";
    private static final String CONFLICT = "conflict";
    private static final String SHOWN = "--- the host showed ---\n";
    private static final String KEPT = "--- kept here before ---\n";

    private static final int MAXIMUM_BYTES = 1 << 16;

    private final Path folder;
    private final LogDisk disk;

    CheckpointFile(Path folder, LogDisk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** The note kept, or empty where there is none. */
    Optional<SignedNote> read() {
        Path file = folder.resolve(NAME);
        if (!disk.exists(file)) {
            return Optional.empty();
        }
        return switch (SignedNote.parse(text(file))) {
            case Parsed.Value<SignedNote>(SignedNote note) -> Optional.of(note);
            case Parsed.Malformed<SignedNote>(String path, String detail) ->
                throw new IllegalStateException("expected a signed checkpoint in " + file
                        + ", found something else: " + detail
                        + "; restore the file, or remove the folder to follow anew from the genesis");
        };
    }

    /**
     * Keeps a verified checkpoint.
     *
     * @throws LogWriteException if the disk fails
     */
    void write(SignedNote note) {
        replace(NAME, note.write());
    }

    /**
     * Keeps what a host was caught with, and the last good checkpoint: where both are signed by its key and no
     * consistency proof leads from one to the other, they convict it before anybody.
     */
    void writeConflict(String note, String what) {
        String before = read().map(SignedNote::write).orElse("none\n");
        replace(CONFLICT, what + "\n\n" + SHOWN + note + KEPT + before);
    }

    private void replace(String name, String text) {
        Path file = folder.resolve(name);
        Path beside = folder.resolve(name + ".new");
        try {
            try (LogFile written = disk.open(beside)) {
                written.truncate(0);
                written.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
                written.force();
            }
            disk.replace(file, beside);
        } catch (IOException e) {
            throw new LogWriteException(file, e);
        }
    }

    private String text(Path file) {
        try (LogFile opened = disk.open(file)) {
            ByteBuffer all = ByteBuffer.allocate((int) Math.min(opened.length(), MAXIMUM_BYTES));
            opened.read(all, 0);
            return new String(all.array(), 0, all.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
