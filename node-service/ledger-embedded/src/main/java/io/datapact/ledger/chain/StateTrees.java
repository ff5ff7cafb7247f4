package io.datapact.ledger.chain;

import io.datapact.contract.state.StateView;
import io.datapact.contract.statetree.StateTree;
import io.datapact.ledger.log.LogDamagedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The state's tree after any number of entries. Made when it is asked for: only the keys written between the nearest one
 * at hand and it are set, to what they hold at the wanted position. So replay pays nothing, and a checkpoint pays for what
 * changed since the one before.
 *
 * <p>The newest tree is held for itself: whatever is asked of earlier positions neither displaces it nor makes anybody
 * wait who asks for a newer one. Of earlier ones a few are kept.
 *
 * <p>After a snapshot the tree's leaves lie on disk, those written since too.
 *
 * <p>Safe for use by several threads; positions must be applied already.
 */
final class StateTrees implements AutoCloseable {
    private static final int KEPT = 8;

    /** How many entries a tree may lie behind the newest and be at hand for whoever asks. */
    private static final long RECENT = 1_000;

    private final History history;
    private final Object forward = new Object();
    private volatile Made newest = new Made(0, StateTree.EMPTY);
    private volatile Optional<TreeLeaves> leaves = Optional.empty();
    private volatile Consumer<LogDamagedException> whenChanged = damage -> {};
    private final Map<Long, Made> earlier = new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Made> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * A tree at hand.
     *
     * @param size entries before it
     */
    private record Made(long size, StateTree tree) {}

    StateTrees(History history) {
        this.history = history;
    }

    /** Beginning with the tree of a snapshot. */
    StateTrees(History history, Snapshot snapshot) {
        this.history = history;
        this.newest = new Made(snapshot.size(), snapshot.tree().tree());
        this.leaves = Optional.of(snapshot.tree().leaves());
    }

    /** Whom to tell that a file in which a tree's leaves lie is no longer what it was. */
    void whenChanged(Consumer<LogDamagedException> told) {
        synchronized (forward) {
            whenChanged = told;
            leaves.ifPresent(file -> file.whenChanged(told));
        }
    }

    /** Goes on from the tree of a new snapshot; trees given before go on to prove what they proved. */
    void begin(long size, FoldedTree tree) {
        Made begun = new Made(size, tree.tree());
        Made near = newest.size() > size ? make(begun, newest.size()) : begun;
        synchronized (forward) {
            tree.leaves().whenChanged(whenChanged);
            newest = newest.size() > near.size() ? make(near, newest.size()) : near;
            leaves = Optional.of(tree.leaves());
        }
        synchronized (earlier) {
            earlier.clear();
        }
    }

    /** Closes the file of the leaves. Earlier ones are closed when the last tree that has leaves there is gone. */
    @Override
    public void close() {
        leaves.ifPresent(TreeLeaves::close);
    }

    /** The tree over the state right after the first entries, at least one. */
    StateTree after(long size) {
        if (size > newest.size()) {
            advance(size);
        }
        Made held = newest;
        return held.size() == size ? held.tree() : earlier(size);
    }

    /** The tree after a number of entries, where nobody has to go far for it. */
    Optional<StateTree> recent(long size) {
        boolean near = size >= history.base() && newest.size() - size <= RECENT;
        return near ? Optional.of(after(size)) : Optional.empty();
    }

    private void advance(long size) {
        synchronized (forward) {
            if (size > newest.size()) {
                newest = make(newest, size);
            }
        }
    }

    private StateTree earlier(long size) {
        Made nearest = newest;
        synchronized (earlier) {
            Optional<Made> known = Optional.ofNullable(earlier.get(size));
            if (known.isPresent()) {
                return known.get().tree();
            }
            for (Made candidate : earlier.values()) {
                nearest = distance(candidate, size) < distance(nearest, size) ? candidate : nearest;
            }
        }
        Made made = make(size < distance(nearest, size) ? new Made(0, StateTree.EMPTY) : nearest, size);
        synchronized (earlier) {
            earlier.put(size, made);
        }
        return made.tree();
    }

    private static long distance(Made made, long size) {
        return Math.abs(made.size() - size);
    }

    private Made make(Made base, long size) {
        StateView wanted = history.stateAt(size - 1);
        SortedMap<String, Optional<byte[]>> changed = new TreeMap<>();
        long from = Math.min(base.size(), size);
        long to = Math.max(base.size(), size);
        for (long position = from; position < to; position++) {
            for (String key : history.at(position).keys()) {
                changed.computeIfAbsent(key, wanted::get);
            }
        }
        return new Made(size, base.tree().with(changed));
    }
}
