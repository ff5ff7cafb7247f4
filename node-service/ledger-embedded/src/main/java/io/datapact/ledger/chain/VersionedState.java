package io.datapact.ledger.chain;

import io.datapact.contract.state.StateView;
import io.datapact.contract.state.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The state after every entry since a snapshot, or since the genesis. Each key keeps its values with the positions that
 * wrote them, so a view of a position never moves while newer entries are applied, and entries may be applied before they
 * are durable without anybody seeing them. What the snapshot holds stays on disk; memory grows with the writes since.
 *
 * <p>One thread applies; any thread reads. Positions asked for are at or behind the snapshot's last.
 */
final class VersionedState {
    private final Optional<SnapshotTable> base;
    private final ConcurrentMap<String, Version> versions = new ConcurrentHashMap<>();
    private final ConcurrentSkipListSet<String> sorted = new ConcurrentSkipListSet<>();
    private final Queue<String> unsorted = new ConcurrentLinkedQueue<>();

    /** From the genesis on. */
    VersionedState() {
        this.base = Optional.empty();
    }

    /** From a snapshot on. */
    VersionedState(SnapshotTable base) {
        this.base = Optional.of(base);
    }

    /**
     * The same from a later snapshot on; nothing may be applied meanwhile.
     *
     * @param size entries for which the snapshot stands
     */
    VersionedState after(SnapshotTable later, long size) {
        VersionedState next = new VersionedState(later);
        versions.forEach((key, newest) -> since(newest, size).ifPresent(version -> {
            next.versions.put(key, version);
            next.unsorted.add(key);
        }));
        return next;
    }

    /** Applies an entry's writes; positions only grow. */
    void apply(long position, List<Write> writes) {
        for (Write write : writes) {
            Optional<byte[]> value = write.value().map(text -> text.getBytes(StandardCharsets.UTF_8));
            Optional<Version> before = Optional.ofNullable(versions.get(write.key()));
            versions.put(write.key(), new Version(position, value, before));
            if (before.isEmpty()) {
                unsorted.add(write.key());
            }
        }
    }

    /** How many keys have a value as of a position. */
    long count(long position) {
        long more = keys().stream()
                .mapToLong(
                        key -> (overlaid(key, position).flatMap(Version::value).isPresent() ? 1 : 0)
                                - (based(key, position) ? 1 : 0))
                .sum();
        return base.map(SnapshotTable::keys).orElse(0L) + more;
    }

    /** All keys with a value as of a position, with the positions that wrote them, in ascending order. */
    Iterator<Snapshot.Held> held(long position) {
        return held("", position);
    }

    /** The state right after an entry. */
    StateView at(long position) {
        return key -> {
            Optional<Version> version = overlaid(key, position);
            return version.isPresent() ? version.get().value() : based(key).map(Snapshot.Held::value);
        };
    }

    /** Position that wrote a key last, as seen from a position; also where it deleted it, unless a snapshot came since. */
    Optional<Long> writtenAt(String key, long position) {
        return overlaid(key, position)
                .map(Version::position)
                .or(() -> based(key).map(Snapshot.Held::position));
    }

    /** Keys with a value as of a position that begin with a prefix, sorted, at most a number of them. */
    List<String> keys(String prefix, int limit, long position) {
        List<String> found = new ArrayList<>();
        Iterator<Snapshot.Held> all = held(prefix, position);
        while (found.size() < limit && all.hasNext()) {
            String key = all.next().key();
            if (!key.startsWith(prefix)) {
                return found;
            }
            found.add(key);
        }
        return found;
    }

    /** All keys and values as of a position. */
    SortedMap<String, byte[]> all(long position) {
        SortedMap<String, byte[]> all = new TreeMap<>();
        held(position).forEachRemaining(held -> all.put(held.key(), held.value()));
        return all;
    }

    private Iterator<Snapshot.Held> held(String from, long position) {
        Iterator<Snapshot.Held> written = keys().tailSet(from).stream()
                .flatMap(key -> overlaid(key, position).stream()
                        .flatMap(version -> version.value().stream()
                                .map(value -> new Snapshot.Held(key, version.position(), value))))
                .iterator();
        return base.map(table -> (Iterator<Snapshot.Held>)
                        new Merged(written, untouched(table, from, position).iterator()))
                .orElse(written);
    }

    /** All keys written; sorted when somebody asks for them in order, which replay never does. */
    private ConcurrentSkipListSet<String> keys() {
        synchronized (unsorted) {
            Optional<String> next = Optional.ofNullable(unsorted.poll());
            while (next.isPresent()) {
                sorted.add(next.get());
                next = Optional.ofNullable(unsorted.poll());
            }
        }
        return sorted;
    }

    private Stream<Snapshot.Held> untouched(SnapshotTable table, String from, long position) {
        Iterable<Snapshot.Held> all = () -> table.from(from);
        return StreamSupport.stream(all.spliterator(), false)
                .filter(held -> overlaid(held.key(), position).isEmpty());
    }

    private Optional<Snapshot.Held> based(String key) {
        return base.flatMap(table -> table.get(key));
    }

    private boolean based(String key, long position) {
        return overlaid(key, position).isPresent() && based(key).isPresent();
    }

    private Optional<Version> overlaid(String key, long position) {
        Optional<Version> version = Optional.ofNullable(versions.get(key));
        while (version.isPresent() && version.get().position() > position) {
            version = version.get().before();
        }
        return version;
    }

    /** A key's versions without those before a number of entries. */
    private static Optional<Version> since(Version newest, long size) {
        if (newest.position() < size) {
            return Optional.empty();
        }
        return Optional.of(
                new Version(newest.position(), newest.value(), newest.before().flatMap(before -> since(before, size))));
    }

    /**
     * A key's value since a position.
     *
     * @param value  empty where the key was deleted
     * @param before what was there earlier
     */
    private record Version(long position, Optional<byte[]> value, Optional<Version> before) {}
}
