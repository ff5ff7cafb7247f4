package io.datapact.ledger.chain;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.Event;
import io.datapact.contract.state.StateView;
import io.datapact.contract.state.Write;
import io.datapact.ledger.log.LogDamagedException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Entries and states of every position. States since the newest snapshot are in memory, and what happened in the entries
 * since the one before that; when somebody asks for something earlier, the entries up to the snapshot are replayed once,
 * and kept until the next one. One thread applies; any thread reads.
 */
final class History implements AutoCloseable {
    private final Applied.Entries applied;
    private final Past past;
    private volatile Epoch epoch;
    private volatile Consumer<LogDamagedException> whenChanged = damage -> {};
    private volatile Optional<History> replayed = Optional.empty();

    /** Replays entries anew. */
    @FunctionalInterface
    interface Past {
        /**
         * All of the first entries, whole; takes as long as a replay.
         *
         * @param stateRoot what the state's root after them must be
         */
        History replay(long size, Digest stateRoot);
    }

    /**
     * What there is since a snapshot.
     *
     * @param base      entries for which the snapshot stands; 0 without one
     * @param time      of the last of them
     * @param stateRoot after them
     * @param table     the snapshot's, for whoever closes it
     */
    private record Epoch(
            long base, long time, Optional<Digest> stateRoot, Optional<SnapshotTable> table, VersionedState state) {}

    /** From the genesis on. */
    History() {
        this((size, root) -> {
            throw new IllegalStateException("expected entries before a snapshot, found a whole history");
        });
    }

    /** From the genesis on, until the first snapshot. */
    History(Past past) {
        this.past = past;
        this.applied = new Applied.Entries(0);
        this.epoch = new Epoch(0, 0, Optional.empty(), Optional.empty(), new VersionedState());
    }

    /** From a snapshot on. */
    History(Snapshot snapshot, Past past) {
        this.past = past;
        this.applied = new Applied.Entries(snapshot.size());
        this.epoch = epoch(
                snapshot.size(),
                snapshot.time(),
                snapshot.stateRoot(),
                snapshot.table(),
                new VersionedState(snapshot.table()));
    }

    /** Whom to tell that a snapshot's file, on which the state rests, is no longer what it was. */
    synchronized void whenChanged(Consumer<LogDamagedException> told) {
        whenChanged = told;
        epoch.table().ifPresent(table -> table.whenChanged(told));
    }

    /** Number of entries applied. */
    long size() {
        return applied.end();
    }

    /** Number of entries from which on the state after so many is known without replaying any. */
    long base() {
        return epoch.base();
    }

    /** Time of an entry; 0 before the genesis. */
    long time(long position) {
        Epoch now = epoch;
        if (position < 0) {
            return 0;
        }
        return position == now.base() - 1 ? now.time() : at(position).time();
    }

    /** Whether what happened in an entry is in memory. */
    boolean knows(long position) {
        return position >= applied.first();
    }

    /** What happened in an entry. */
    Applied at(long position) {
        Optional<Applied> known = applied.get(position);
        return known.isPresent() ? known.get() : past(position).at(position);
    }

    /** The state right after an entry. */
    StateView stateAt(long position) {
        return versions(position).at(position);
    }

    /** The versions that know the state right after an entry. */
    VersionedState versions(long position) {
        Epoch now = epoch;
        return position >= now.base() - 1 ? now.state() : past(position).versions(position);
    }

    /** Applies an entry. */
    synchronized void apply(LogEntry entry, List<Event> events) {
        epoch.state().apply(entry.position(), entry.writes());
        applied.add(new Applied(
                entry.time(), events, entry.writes().stream().map(Write::key).toList()));
    }

    /**
     * Leaves on disk what a new snapshot holds; views taken before go on to show what they showed.
     *
     * @param time of the last entry for which it stands
     */
    synchronized void begin(long size, long time, Digest stateRoot, SnapshotTable table) {
        long before = epoch.base();
        table.whenChanged(whenChanged);
        epoch = epoch(size, time, stateRoot, table, epoch.state().after(table, size));
        applied.forget(before);
        replayed = Optional.empty();
    }

    /**
     * Answers nothing more from before some entries out of the snapshot with which this began: only the state after them is
     * known to be right. Whoever asks for something earlier has it replayed.
     *
     * @param size at least those of the snapshot, applied
     */
    synchronized void forget(long size, Digest stateRoot) {
        Epoch now = epoch;
        if (size > now.base()) {
            epoch = epoch(size, time(size - 1), stateRoot, now.table().orElseThrow(), now.state());
            applied.forget(size);
        }
    }

    /** Closes the snapshot's file. Earlier ones are closed when the last view of them is gone. */
    @Override
    public void close() {
        epoch.table().ifPresent(SnapshotTable::close);
    }

    private static Epoch epoch(long size, long time, Digest stateRoot, SnapshotTable table, VersionedState state) {
        return new Epoch(size, time, Optional.of(stateRoot), Optional.of(table), state);
    }

    private History past(long position) {
        synchronized (past) {
            Optional<History> known = replayed.filter(whole -> position < whole.size());
            if (known.isPresent()) {
                return known.get();
            }
            Epoch now = epoch;
            History whole = past.replay(now.base(), now.stateRoot().orElseThrow());
            replayed = Optional.of(whole);
            return whole;
        }
    }
}
