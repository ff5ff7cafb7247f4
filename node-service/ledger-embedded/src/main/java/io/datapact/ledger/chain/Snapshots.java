package io.datapact.ledger.chain;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.id.Digest;
import io.datapact.contract.merkle.Checkpoint;
import io.datapact.contract.merkle.LogKeys;
import io.datapact.contract.merkle.NoteKey;
import io.datapact.contract.merkle.SignedNote;
import io.datapact.contract.statetree.StateRoot;
import io.datapact.ledger.log.LogDamagedException;
import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.log.SegmentLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * When a chain's snapshot is written, and what became of the one that was there at start. Writing takes as long as the
 * state is large and holds up nobody: states never change.
 */
public final class Snapshots {
    /** Entries between two snapshots. */
    public static final long EVERY_ENTRIES = 100_000;

    private final Source of;
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
     * @param newest  entries of the newest handover kept; 0 where there is none
     */
    record Start(
            Optional<Snapshot> snapshot,
            Optional<MerkleLog> entries,
            Optional<String> refused,
            LeafFile leaves,
            long newest) {
        /** As if nothing had been there. */
        Start without(String why) {
            return new Start(Optional.empty(), Optional.empty(), Optional.of(why), leaves, newest);
        }

        /** Whether a key signed the snapshot that was replaced since: by itself it stands for nothing. */
        boolean former() {
            return snapshot.filter(held -> held.size() < newest).isPresent();
        }

        /** Begins with all this; where the snapshot does not hold, without it. */
        <T> T begin(Function<Start, T> opening) {
            try {
                return opening.apply(this);
            } catch (SnapshotRefusedException e) {
                return afresh(e, opening);
            } catch (ChainInvalidException | IllegalStateException e) {
                // Be it that the snapshot is false: of a state that no log gives, rules throw.
                if (snapshot.isPresent()) {
                    return afresh(new SnapshotRefusedException("entries behind it that hold", e.getMessage()), opening);
                }
                throw e;
            } catch (LogDamagedException e) {
                throw refused.map(e::because).orElse(e);
            }
        }

        private <T> T afresh(SnapshotRefusedException why, Function<Start, T> opening) {
            snapshot.ifPresent(Snapshot::close);
            return without(why.getMessage()).begin(opening);
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

    /** What snapshots are taken of. */
    record Source(History history, StateTrees states, MerkleLog merkle, Handovers handovers) {}

    Snapshots(Source of, SnapshotFile file, Start start, long every) {
        this.of = of;
        this.file = file;
        this.leaves = start.leaves();
        this.refused = start.refused();
        this.begun = start.snapshot().map(Snapshot::size).orElse(0L);
        this.every = every;
        this.last = begun;
        this.tried = begun;
    }

    static Start start(Path folder, LogDisk disk, NoteKey first) {
        LogKeys keys = Handovers.read(folder, disk, first).keys();
        LeafFile leaves = new LeafFile(folder, disk);
        Start none = new Start(Optional.empty(), Optional.empty(), Optional.empty(), leaves, Handovers.newest(keys));
        try {
            Optional<Snapshot> snapshot = new SnapshotFile(folder, disk).read(keys);
            Optional<MerkleLog> entries = snapshot.flatMap(leaves::read);
            return new Start(snapshot, entries, Optional.empty(), leaves, none.newest());
        } catch (SnapshotRefusedException e) {
            return none.without(e.getMessage());
        }
    }

    /** Entries that the snapshot stood for with which the chain began; 0 where it was replayed from its beginning. */
    public long begun() {
        return begun;
    }

    /** Number of entries from which on the state after so many is known without replaying any. */
    public long knownFrom() {
        return of.history().base();
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
     * Writes a snapshot on a thread of its own if it is time for one and none is under way: each so many entries, and
     * where a former key signed the one that is there, which stands for nothing by itself. Where one could not be written,
     * the next is tried after as many entries as between two.
     *
     * @param note a checkpoint with a state root, signed by the log's key and found to be right
     * @param size entries that it covers, all published
     */
    public void offer(SignedNote note, long size) {
        if ((size - tried >= every || succeeds(size)) && !closed && !underWay) {
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

    private boolean succeeds(long size) {
        long newest = Handovers.newest(of.handovers().keys());
        return last > 0 && tried < newest && size >= newest;
    }

    private void replace(SignedNote note, long size) throws IOException {
        Optional<Digest> stateRoot = StateRoot.of(checkpoint(note));
        if (size <= last || closed || stateRoot.isEmpty()) {
            return;
        }
        VersionedState state = of.history().versions(size - 1);
        long time = of.history().time(size - 1);
        leaves.write(of.merkle(), size);
        FoldedTree tree = file.fold(of.states().after(size));
        boolean written = false;
        try {
            SnapshotTable table = file.write(note, time, () -> state.held(size - 1), state.count(size - 1));
            of.states().begin(size, tree);
            written = true;
            of.history().begin(size, time, stateRoot.get(), table);
        } finally {
            if (!written) {
                tree.leaves().close();
            }
        }
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
