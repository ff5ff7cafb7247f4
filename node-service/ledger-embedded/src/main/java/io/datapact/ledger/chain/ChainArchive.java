package io.datapact.ledger.chain;

import io.datapact.contract.merkle.MerkleTree;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.SegmentArchive;
import io.datapact.node.ledger.LedgerUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Moves the segments of a chain for which a snapshot stands into its archive. The chain may be open, here or in another
 * process: what is removed is first read, held against the entries' hashes, copied and read back.
 */
public final class ChainArchive {
    private final Path folder;
    private final NoteKey first;
    private final LogDisk disk;

    /** Of the chain in a folder, with the key that its genesis names. */
    public ChainArchive(Path folder, NoteKey first, LogDisk disk) {
        this.folder = folder;
        this.first = first;
        this.disk = disk;
    }

    /**
     * What was done.
     *
     * @param snapshot entries for which the snapshot stands
     * @param moved    first positions of the segments that were moved
     * @param archive  where they are now
     */
    public record Archived(long snapshot, List<Long> moved, Path archive) {
        public Archived {
            moved = List.copyOf(moved);
        }
    }

    /**
     * Moves what may go.
     *
     * @throws LedgerUnavailableException                  if no snapshot with the entries' hashes stands for anything, or
     *                                                     only one from before a change of the log's key
     * @throws LogDamagedException                         if a segment is not what was appended; it stays, and all after it
     * @throws io.datapact.ledger.log.FolderInUseException if the archive is in use by another such run
     */
    public Archived run() {
        Snapshots.Start start = Snapshots.start(folder, disk, first);
        MerkleLog entries = start.entries()
                .filter(hashes -> !start.former())
                .orElseThrow(() -> new LedgerUnavailableException(refusal(start)));
        SegmentArchive archive = new SegmentArchive(folder, disk);
        try {
            // The segment of the last entry that the snapshot stands for stays: a start reads it.
            List<Long> moved = archive.move(entries.size() - 1, (position, entry) -> check(entries, position, entry));
            return new Archived(entries.size(), moved, archive.folder());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot archive the segments of " + folder + ": " + e.getMessage(), e);
        }
    }

    private void check(MerkleLog entries, long position, byte[] entry) {
        if (!MerkleTree.leafHash(entry).equals(entries.leaf(position))) {
            throw new LogDamagedException(
                    folder, "expected entry " + position + " as it was appended, found other bytes");
        }
    }

    private String refusal(Snapshots.Start start) {
        return "expected a snapshot in " + folder + " that stands for the entries to archive, found "
                + start.refused().orElse(found(start)) + "; run the ledger until it has written one, each "
                + Snapshots.EVERY_ENTRIES + " entries and after a change of the log's key";
    }

    private static String found(Snapshots.Start start) {
        if (start.former()) {
            return "one that a former key of the log signed, from before the handover over " + start.newest()
                    + " entries";
        }
        return start.snapshot().isPresent() ? "one without the entries' hashes beside it" : "none";
    }
}
