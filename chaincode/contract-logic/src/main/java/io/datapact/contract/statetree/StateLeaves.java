package io.datapact.contract.statetree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The hashes of a whole state whose keys and values come one by one, so that nobody needs to have all values at once.
 * Several may be filled at the same time, by one thread each, and then be joined.
 */
public final class StateLeaves {
    private final StateHash hashes = new StateHash();
    private final List<StateUpdate.Change> left = new ArrayList<>();
    private final List<StateUpdate.Change> right = new ArrayList<>();

    /** Adds a key, which is in none of what is joined with this. */
    public void add(String key, byte[] value) {
        byte[] hash = hashes.key(key);
        (StateHash.bit(hash, 0) ? right : left).add(new StateUpdate.Change(hash, Optional.of(hashes.value(value))));
    }

    /** Adds all that another one has. */
    public void addAll(StateLeaves other) {
        left.addAll(other.left);
        right.addAll(other.right);
    }

    /**
     * The tree over the keys of one side only; both sides make the whole by {@link StateTree#join}. Two threads may make
     * the two sides at the same time, once all was added.
     *
     * @param ofRight whether of the keys whose hash has a 1 as its first bit
     */
    public StateTree side(boolean ofRight) {
        return StateTree.of(ofRight ? right : left);
    }
}
