package io.datapact.ledger.chain;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.SegmentLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * When a chain's snapshot is written, and what became of the one that was there at start. Writing takes as long as the
 * state is large and holds up nobody: states never change.
 */
public final class Snapshots {
    /** Entries between two snapshots. */
    public static final long EVERY_ENTRIES = 100_000;

    private final History history;
    private final MerkleLog merkle;
    private final SnapshotFile file;
    private final LeafFile leaves;
    private final Optional<String> refused;
    private final long begun;
    private final long every;
    private final Object writing = new Object();
    private volatile boolean underWay;
    private volatile long last;
    private volatile long tried;
    private volatile Optional<String> failure = Optional.empty();
    private volatile boolean closed;

    /**
     * What was there at start.
     *
     * @param entries tree over the snapshot's entries, where their hashes were there too
     * @param refused why what was there was not used
     * @param leaves  the file of those hashes
     */
    record Start(Optional<Snapshot> snapshot, Optional<MerkleLog> entries, Optional<String> refused, LeafFile leaves) {
        /** As if nothing had been there. */
        static Start without(String why, LeafFile leaves) {
            return new Start(Optional.empty(), Optional.empty(), Optional.of(why), leaves);
        }

        /** Throws if a log is not the one of which all this is. */
        void requireFits(SegmentLog log, MerkleLog merkle) {
            if (log.size() == 0 && (snapshot.isPresent() || refused.isPresent())) {
                throw new LogDamagedException(log.folder(), "expected segments beside the snapshot, found none");
            }
            snapshot.ifPresent(held -> {
                if (log.size() < held.size() || !merkle.root(held.size()).equals(held.root())) {
                    throw new SnapshotRefusedException(
                            "the root over the first " + held.size() + " entries of this log",
                            log.size() < held.size() ? log.size() + " entries" : "that of another log");
                }
            });
        }
    }

    Snapshots(History history, MerkleLog merkle, SnapshotFile file, Start start, long every) {
        this.history = history;
        this.merkle = merkle;
        this.file = file;
        this.leaves = start.leaves();
        this.refused = start.refused();
        this.begun = start.snapshot().map(Snapshot::size).orElse(0L);
        this.every = every;
        this.last = begun;
        this.tried = begun;
    }

    static Start start(Path folder, LogDisk disk, NoteKey first) {
        LeafFile leaves = new LeafFile(folder, disk);
        try {
            Optional<Snapshot> snapshot = new SnapshotFile(folder, disk)
                    .read(Handovers.read(folder, disk, first).keys());
            Optional<MerkleLog> entries = snapshot.flatMap(leaves::read);
            return new Start(snapshot, entries, Optional.empty(), leaves);
        } catch (SnapshotRefusedException e) {
            return Start.without(e.getMessage(), leaves);
        }
    }

    /** Entries that the snapshot stood for with which the chain began; 0 where it was replayed from its beginning. */
    public long begun() {
        return begun;
    }

    /** Entries that the newest snapshot stands for; 0 where there is none. */
    public long last() {
        return last;
    }

    /** Why the snapshot that was there at start was not used, if so: a sentence. */
    public Optional<String> refused() {
        return refused;
    }

    /** Why the last snapshot could not be written, if so: the log goes on without it. */
    public Optional<String> failure() {
        return failure;
    }

    /**
     * Writes a snapshot on a thread of its own if it is time for one and none is under way. Where one could not be written,
     * the next is tried after as many entries as between two.
     *
     * @param note a checkpoint with a state root, signed by the log's key and found to be right
     * @param size entries that it covers, all published
     */
    public void offer(SignedNote note, long size) {
        if (size - tried >= every && !closed && !underWay) {
            Thread.ofVirtual().name("ledger-snapshot").start(() -> write(note, size));
        }
    }

    /** Writes a snapshot now, unless a later one is there. */
    public void write(SignedNote note, long size) {
        synchronized (writing) {
            underWay = true;
            tried = Math.max(tried, size);
            try {
                replace(note, size);
            } catch (IOException | RuntimeException e) {
                failure = Optional.of("the snapshot of " + size + " entries could not be written: " + e.getMessage()
                        + "; the one before stays, and the next is tried " + every
                        + " entries later: free space or repair the disk");
            } finally {
                underWay = false;
            }
        }
    }

    /** Removes what a process left that stopped while it wrote one; by whoever has the folder's lock. */
    void removeUnfinished() {
        file.removeUnfinished();
    }

    /** Waits for a snapshot under way; none begins any more. */
    void close() {
        closed = true;
        synchronized (writing) {
            underWay = false;
        }
    }

    private void replace(SignedNote note, long size) throws IOException {
        Optional<Digest> stateRoot = StateRoot.of(checkpoint(note));
        if (size <= last || closed || stateRoot.isEmpty()) {
            return;
        }
        VersionedState state = history.versions(size - 1);
        long time = history.time(size - 1);
        leaves.write(merkle, size);
        SnapshotTable table = file.write(note, time, () -> state.held(size - 1), state.count(size - 1));
        history.begin(size, time, stateRoot.get(), table);
        last = size;
        failure = Optional.empty();
    }

    private static Checkpoint checkpoint(SignedNote note) {
        return switch (Checkpoint.parse(note.text())) {
            case Parsed.Value<Checkpoint>(Checkpoint head) -> head;
            case Parsed.Malformed<Checkpoint>(String path, String detail) ->
                throw new IllegalArgumentException("expected a checkpoint, found one malformed: " + detail);
        };
    }
}
