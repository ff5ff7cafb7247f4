package io.datapact.ledger.chain;

import io.datapact.contract.state.StateView;
import io.datapact.contract.statetree.StateTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The state's tree after any number of entries. Made when it is asked for, from the nearest one that is kept: only the
 * keys written between the two are set, to what they hold at the wanted position. So replay pays nothing, a checkpoint
 * pays for what changed since the one before, and old trees can be had at the price of the way back.
 *
 * <p>Safe for use by several threads; positions must be applied already.
 */
final class StateTrees {
    private static final int KEPT = 8;

    private final VersionedState state;
    private final Applied.Entries applied;
    private final Map<Long, StateTree> kept = new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, StateTree> eldest) {
            return size() > KEPT;
        }
    };

    StateTrees(VersionedState state, Applied.Entries applied) {
        this.state = state;
        this.applied = applied;
    }

    /** The tree over the state right after the first entries, at least one. */
    synchronized StateTree after(long size) {
        Optional<StateTree> known = Optional.ofNullable(kept.get(size));
        return known.orElseGet(() -> {
            StateTree made = make(size);
            kept.put(size, made);
            return made;
        });
    }

    private StateTree make(long size) {
        long nearest = 0;
        StateTree base = StateTree.EMPTY;
        for (Map.Entry<Long, StateTree> candidate : kept.entrySet()) {
            if (Math.abs(candidate.getKey() - size) < Math.abs(nearest - size)) {
                nearest = candidate.getKey();
                base = candidate.getValue();
            }
        }
        StateView wanted = state.at(size - 1);
        SortedMap<String, Optional<byte[]>> changed = new TreeMap<>();
        for (long position = Math.min(nearest, size); position < Math.max(nearest, size); position++) {
            for (String key : applied.get(position).keys()) {
                changed.computeIfAbsent(key, wanted::get);
            }
        }
        return base.with(changed);
    }
}
