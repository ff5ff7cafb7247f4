package io.datapact.contract.state;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Remembers what large records decode to, so that certificates, policies and manifests are not read anew by each
 * command. A memo of a pure function: an entry serves only bytes equal to its own, so no state can make it wrong. Safe
 * for several threads.
 */
public final class RecordCache {
    /** Smaller values are decoded each time: they are cheap, and most of them change often. */
    private static final int SMALLEST_BYTES = 200;

    /** Most bytes remembered; beyond them it begins anew. */
    private static final long MAXIMUM_BYTES = 16L << 20;

    /** What was read, and from which bytes. */
    private static final class Entry {
        private final byte[] bytes;
        private final Record value;

        Entry(byte[] bytes, Record value) {
            this.bytes = bytes.clone();
            this.value = value;
        }

        boolean serves(byte[] asked) {
            return Arrays.equals(bytes, asked);
        }
    }

    private final Map<String, Entry> entries = new TreeMap<>();
    private long bytesKept;

    <T extends Record> T decode(StateKey<T> key, byte[] bytes) {
        if (bytes.length < SMALLEST_BYTES) {
            return read(key, bytes);
        }
        Optional<Entry> known = find(key.path());
        if (known.isPresent() && known.get().serves(bytes)) {
            return key.type().cast(known.get().value);
        }
        T value = read(key, bytes);
        keep(key.path(), new Entry(bytes, value));
        return value;
    }

    private synchronized Optional<Entry> find(String path) {
        return Optional.ofNullable(entries.get(path));
    }

    private synchronized void keep(String path, Entry entry) {
        bytesKept += entry.bytes.length;
        if (bytesKept > MAXIMUM_BYTES) {
            entries.clear();
            bytesKept = entry.bytes.length;
        }
        entries.put(path, entry);
    }

    static <T extends Record> T read(StateKey<T> key, byte[] bytes) {
        return switch (RecordCodec.of(key.type()).decode(bytes, StateReader.MAXIMUM_RECORD_BYTES)) {
            case Parsed.Value<T>(T value) -> value;
            case Parsed.Malformed<T>(String path, String detail) ->
                throw new IllegalStateException("expected a record of type "
                        + key.type().getSimpleName() + " under " + key.path() + ", found one malformed at '" + path
                        + "': " + detail);
        };
    }
}
