package io.datapact.contract.state;

import java.util.Optional;

/** Reads records out of a view. */
public final class StateReader {
    /** Largest record kept in state, in bytes. */
    public static final int MAXIMUM_RECORD_BYTES = 1 << 20;

    private final StateView view;
    private final RecordCache cache;

    /** Reads without remembering anything beyond this reader. */
    public StateReader(StateView view) {
        this(view, new RecordCache());
    }

    /** Reads through a cache that may serve many readers. */
    public StateReader(StateView view, RecordCache cache) {
        this.view = view;
        this.cache = cache;
    }

    /**
     * The record under a key, or nothing.
     *
     * @throws IllegalStateException if the bytes under the key are not a record of its type: the replica is damaged
     */
    public <T extends Record> Optional<T> read(StateKey<T> key) {
        return view.get(key.path()).map(bytes -> cache.decode(key, bytes));
    }

    /** Whether anything is kept under a key. */
    public boolean has(StateKey<?> key) {
        return view.get(key.path()).isPresent();
    }
}
