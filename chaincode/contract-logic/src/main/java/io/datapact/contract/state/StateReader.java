package io.datapact.contract.state;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import java.util.Optional;

/** Reads records out of a view. */
public final class StateReader {
    /** Largest record kept in state, in bytes. */
    public static final int MAXIMUM_RECORD_BYTES = 1 << 20;

    private final StateView view;

    public StateReader(StateView view) {
        this.view = view;
    }

    /**
     * The record under a key, or nothing.
     *
     * @throws IllegalStateException if the bytes under the key are not a record of its type: the replica is damaged
     */
    public <T extends Record> Optional<T> read(StateKey<T> key) {
        return view.get(key.path()).map(bytes -> decode(key, bytes));
    }

    /** Whether anything is kept under a key. */
    public boolean has(StateKey<?> key) {
        return view.get(key.path()).isPresent();
    }

    private static <T extends Record> T decode(StateKey<T> key, byte[] bytes) {
        return switch (RecordCodec.of(key.type()).decode(bytes, MAXIMUM_RECORD_BYTES)) {
            case Parsed.Value<T>(T value) -> value;
            case Parsed.Malformed<T>(String path, String detail) ->
                throw new IllegalStateException("expected a record of type "
                        + key.type().getSimpleName() + " under " + key.path() + ", found one malformed at '" + path
                        + "': " + detail);
        };
    }
}
