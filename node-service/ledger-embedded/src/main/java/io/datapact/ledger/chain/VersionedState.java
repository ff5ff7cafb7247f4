package io.datapact.ledger.chain;

import io.datapact.contract.state.StateView;
import io.datapact.contract.state.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The state after every entry. Each key keeps its values with the positions that wrote them, so a view of a position
 * never moves while newer entries are applied, and entries may be applied before they are durable without anybody
 * seeing them. Memory grows with the number of writes, as the log does.
 *
 * <p>One thread applies; any thread reads.
 */
final class VersionedState {
    private final ConcurrentMap<String, Version> versions = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<String> keys = new ConcurrentSkipListSet<>();

    /** Applies an entry's writes; positions only grow. */
    void apply(long position, List<Write> writes) {
        for (Write write : writes) {
            Optional<byte[]> value = write.value().map(text -> text.getBytes(StandardCharsets.UTF_8));
            Optional<Version> before = Optional.ofNullable(versions.get(write.key()));
            versions.put(write.key(), new Version(position, value, before));
            if (before.isEmpty()) {
                keys.add(write.key());
            }
        }
    }

    /** Takes a key as a snapshot has it; before the first entry is applied. */
    void restore(String key, long position, byte[] value) {
        versions.put(key, new Version(position, Optional.of(value), Optional.empty()));
        keys.add(key);
    }

    /** All keys with a value as of a position, with the positions that wrote them, in ascending order. */
    List<Snapshot.Held> held(long position) {
        List<Snapshot.Held> all = new ArrayList<>();
        for (String key : keys) {
            version(key, position)
                    .ifPresent(version -> version.value()
                            .ifPresent(value -> all.add(new Snapshot.Held(key, version.position(), value))));
        }
        return all;
    }

    /** The state right after an entry. */
    StateView at(long position) {
        return key -> version(key, position).flatMap(Version::value);
    }

    /** Position that wrote a key last, as seen from a position. */
    Optional<Long> writtenAt(String key, long position) {
        return version(key, position).map(Version::position);
    }

    /** Keys with a value as of a position that begin with a prefix, sorted, at most a number of them. */
    List<String> keys(String prefix, int limit, long position) {
        List<String> found = new ArrayList<>();
        StateView view = at(position);
        for (String key : keys.tailSet(prefix)) {
            if (!key.startsWith(prefix) || found.size() == limit) {
                return found;
            }
            if (view.get(key).isPresent()) {
                found.add(key);
            }
        }
        return found;
    }

    /** All keys and values as of a position. */
    SortedMap<String, byte[]> all(long position) {
        SortedMap<String, byte[]> all = new TreeMap<>();
        for (String key : keys) {
            version(key, position).flatMap(Version::value).ifPresent(value -> all.put(key, value));
        }
        return all;
    }

    private Optional<Version> version(String key, long position) {
        Optional<Version> version = Optional.ofNullable(versions.get(key));
        while (version.isPresent() && version.get().position() > position) {
            version = version.get().before();
        }
        return version;
    }

    /**
     * A key's value since a position.
     *
     * @param value  empty where the key was deleted
     * @param before what was there earlier
     */
    private record Version(long position, Optional<byte[]> value, Optional<Version> before) {}
}
