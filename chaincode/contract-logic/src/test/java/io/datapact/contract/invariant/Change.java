package io.datapact.contract.invariant;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import java.util.Optional;

/**
 * A write with what stood there before.
 *
 * @param before nothing where the key was absent
 * @param after  nothing where the key is deleted
 */
public record Change(String key, Optional<byte[]> before, Optional<byte[]> after) {
    private static final int MAXIMUM_BYTES = 1 << 20;

    /** The key's type prefix. */
    public String kind() {
        return key.substring(0, key.indexOf('/'));
    }

    /** What follows the prefix. */
    public String rest() {
        return key.substring(key.indexOf('/') + 1);
    }

    /** A segment of the key, the prefix being number 0. */
    public String segment(int index) {
        return key.split("/", -1)[index];
    }

    /** Whether the key is of a type. */
    public boolean is(String kind) {
        return key.startsWith(kind + "/");
    }

    /** The record that stood there. */
    public <T extends Record> Optional<T> before(Class<T> type) {
        return before.map(bytes -> decoded(type, bytes));
    }

    /** The record written. */
    public <T extends Record> Optional<T> after(Class<T> type) {
        return after.map(bytes -> decoded(type, bytes));
    }

    static <T extends Record> T decoded(Class<T> type, byte[] bytes) {
        return switch (RecordCodec.of(type).decode(bytes, MAXIMUM_BYTES)) {
            case Parsed.Value<T>(T value) -> value;
            case Parsed.Malformed<T> malformed ->
                throw new IllegalStateException("expected a " + type.getSimpleName() + ", found " + malformed);
        };
    }
}
