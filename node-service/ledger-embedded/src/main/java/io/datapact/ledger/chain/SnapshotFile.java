package io.datapact.ledger.chain;

import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.statetree.StateTree;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.LogFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file {@code snapshot} of a chain's folder, byte for byte in the module's FORMAT.md. Whoever reads it believes only
 * what the checkpoint in it commits to: keys and values by the state's root. Written beside and renamed, so that a crash
 * leaves the old one or the new one.
 */
final class SnapshotFile {
    static final String NAME = "snapshot";

    private static final String BESIDE = "snapshot.new";

    private final Path folder;
    private final LogDisk disk;

    SnapshotFile(Path folder, LogDisk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /**
     * Reads the snapshot, if there is one.
     *
     * @param keys the log's keys as far as handovers beside it say
     * @throws SnapshotRefusedException if it is damaged, or not what a checkpoint of the log's commits to
     */
    Optional<Snapshot> read(LogKeys keys) {
        return disk.exists(path()) ? Optional.of(opened(reader -> reader.read(keys))) : Optional.empty();
    }

    /**
     * Writes a snapshot in place of the one before; durable when this returns.
     *
     * @return its keys and values, believed only as far as they are what was written here
     * @throws IOException if it cannot be written, or a start would not take so many keys; what was written is removed again
     */
    SnapshotTable write(SignedNote note, long time, Iterable<Snapshot.Held> state, long keys) throws IOException {
        if (keys > SnapshotReader.MAXIMUM_KEYS) {
            throw new IOException("expected at most " + SnapshotReader.MAXIMUM_KEYS + " keys, found " + keys);
        }
        Path beside = folder.resolve(BESIDE);
        LogFile file = disk.open(beside);
        boolean kept = false;
        try {
            SnapshotTable.Index index = write(file, note, time, state, keys);
            disk.replace(path(), beside);
            disk.syncFolder(folder);
            kept = true;
            return new SnapshotTable(path(), file, index);
        } finally {
            if (!kept) {
                file.close();
                removeUnfinished();
            }
        }
    }

    /** The twin of a tree with its leaves in a file beside the snapshot. */
    FoldedTree fold(StateTree tree) {
        return FoldedTree.of(tree, folder.resolve(TreeLeaves.NAME), disk);
    }

    /** Removes what a process left that stopped while it wrote, for the space; by whoever has the folder's lock. */
    void removeUnfinished() {
        try {
            for (Path file : disk.files(folder)) {
                String name = file.getFileName().toString();
                if (name.equals(BESIDE) || name.startsWith(TreeLeaves.NAME + ".")) {
                    disk.delete(file);
                }
            }
        } catch (IOException e) {
            // They stay, and the next write begins with them: nothing depends on their being gone.
            return;
        }
    }

    private static SnapshotTable.Index write(
            LogFile file, SignedNote note, long time, Iterable<Snapshot.Held> state, long keys) throws IOException {
        file.truncate(0);
        SnapshotOutput out = new SnapshotOutput(file);
        out.header(time, keys, note.write().getBytes(StandardCharsets.UTF_8));
        SnapshotIndexing indexing = new SnapshotIndexing(keys, out);
        for (Snapshot.Held held : state) {
            out.held(held);
            indexing.passed(held.key());
        }
        out.finish();
        file.force();
        return indexing.index();
    }

    private <T> T opened(Reading<T> reading) {
        try {
            LogFile file = disk.openToRead(path());
            boolean kept = false;
            try {
                T read = reading.read(new SnapshotReader(path(), file, disk));
                kept = true;
                return read;
            } finally {
                if (!kept) {
                    file.close();
                }
            }
        } catch (IOException e) {
            throw new SnapshotRefusedException("a readable file " + path(), String.valueOf(e.getMessage()));
        }
    }

    private Path path() {
        return folder.resolve(NAME);
    }

    /** Reads an open file, which whoever it gives keeps. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(SnapshotReader reader) throws IOException;
    }
}
