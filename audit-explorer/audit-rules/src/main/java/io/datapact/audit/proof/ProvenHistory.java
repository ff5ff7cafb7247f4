package io.datapact.audit.proof;

import io.datapact.contract.id.TaskId;
import io.datapact.contract.state.StateView;
import io.datapact.contract.state.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of the state at each moment of a ledger of which some entries are here. A moment is a size: the state
 * right after so many entries. Two things are known: what the entries here wrote, and what keys held at checkpoints, by
 * proofs that others have checked.
 *
 * <p>A value is known at a moment if it was proven at a checkpoint and all entries from there on are here; or if the key
 * never takes an earlier value again, and a later proof bears out what the entries here wrote. Whatever else is asked is
 * missing: it reads as nothing, and whoever asked learns of it. Not safe for concurrent use.
 */
public final class ProvenHistory {
    private final TaskId task;
    private final Map<String, NavigableMap<Long, Optional<byte[]>>> written = new TreeMap<>();
    private final Map<String, NavigableMap<Long, Optional<byte[]>>> proven = new TreeMap<>();
    private final NavigableSet<Long> positions = new TreeSet<>();
    private final NavigableMap<Long, Long> runs = new TreeMap<>();
    private final NavigableSet<Long> points = new TreeSet<>(List.of(0L));
    private Optional<String> missing = Optional.empty();
    private Runnable onMissing = () -> {};

    /** What a key is known to hold, be it nothing. */
    private record Known(Optional<byte[]> value) {}

    /** Of a ledger of which all commands about a task should be here. */
    public ProvenHistory(TaskId task) {
        this.task = task;
    }

    /** An entry is here, and proven to stand at its position. */
    public void write(long position, List<Write> writes) {
        positions.add(position);
        runs.clear();
        for (Write write : writes) {
            history(written, write.key())
                    .put(position + 1, write.value().map(value -> value.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** A checkpoint of a size is here. */
    public void point(long size) {
        points.add(size);
    }

    /** A key is proven to hold a value, or nothing, at a checkpoint. */
    public void prove(long size, String key, Optional<byte[]> value) {
        history(proven, key).put(size, value);
    }

    /** The state after so many entries; what is not known reads as nothing, and is missing. */
    public StateView at(long size) {
        return key -> {
            Optional<Known> known = known(key, size);
            if (known.isEmpty() && missing.isEmpty()) {
                missing = Optional.of(key + " after " + size + " entries");
                onMissing.run();
            }
            return known.flatMap(Known::value);
        };
    }

    /** Begins to watch for what is missing; the first time, {@code first} is run. */
    public void watch(Runnable first) {
        missing = Optional.empty();
        onMissing = first;
    }

    /** What was asked first since watching began, and is not known. */
    public Optional<String> missing() {
        return missing;
    }

    /** Where proofs are not what the entries here wrote: entries that wrote to these keys have been left out. */
    public List<String> contradictions() {
        List<String> found = new ArrayList<>();
        proven.forEach((key, proofs) -> proofs.forEach((size, value) -> {
            if (!agrees(key, size, value)) {
                found.add("expected " + key + " after " + size
                        + " entries as the entries in the bundle leave it, found "
                        + value.map(bytes -> "a value that none of them wrote").orElse("nothing")
                        + "; an entry has been left out");
            }
        }));
        return found;
    }

    private boolean agrees(String key, long size, Optional<byte[]> value) {
        Optional<Map.Entry<Long, Optional<byte[]>>> before = newest(key, size, false);
        boolean whole = from(size, points.lower(size))
                .filter(begin -> isKnownFrom(begin, before))
                .isPresent();
        if (before.isEmpty()) {
            return value.isEmpty() || !(whole || KeyKind.isOf(task, key));
        }
        boolean judged = whole || !KeyKind.isReversible(key) || before.get().getKey() == size;
        return !judged || same(before.get().getValue(), value);
    }

    private static boolean isKnownFrom(long from, Optional<Map.Entry<Long, Optional<byte[]>>> before) {
        return from == 0 || before.filter(fact -> fact.getKey() >= from).isPresent();
    }

    /** The value at a moment, where it is known. */
    private Optional<Known> known(String key, long size) {
        Optional<Map.Entry<Long, Optional<byte[]>>> newest = newest(key, size, true);
        boolean whole = from(size, points.floor(size))
                .filter(begin -> isKnownFrom(begin, newest))
                .isPresent();
        if (whole) {
            return Optional.of(new Known(newest.flatMap(Map.Entry::getValue)));
        }
        Optional<Map.Entry<Long, Optional<byte[]>>> later =
                Optional.ofNullable(history(proven, key).ceilingEntry(size));
        if (KeyKind.isReversible(key) || later.isEmpty()) {
            return Optional.empty();
        }
        if (newest.isPresent()) {
            return Optional.of(new Known(newest.get().getValue()));
        }
        boolean writtenHere = Optional.ofNullable(history(written, key).higherKey(size))
                .filter(first -> first <= later.get().getKey())
                .isPresent();
        return writtenHere || later.get().getValue().isEmpty()
                ? Optional.of(new Known(Optional.empty()))
                : Optional.empty();
    }

    /** The newest thing known up to a moment; a proof of that moment counts where {@code inclusive}. */
    private Optional<Map.Entry<Long, Optional<byte[]>>> newest(String key, long size, boolean inclusive) {
        Map.Entry<Long, Optional<byte[]>> write = history(written, key).floorEntry(size);
        Map.Entry<Long, Optional<byte[]>> proof =
                history(proven, key).headMap(size, inclusive).lastEntry();
        if (write == null || proof == null) {
            return Optional.ofNullable(write == null ? proof : write);
        }
        return Optional.of(proof.getKey() >= write.getKey() ? proof : write);
    }

    /** A checkpoint's size, if all entries from there to a moment are here. */
    private Optional<Long> from(long size, Long point) {
        Map.Entry<Long, Long> run = runs().floorEntry(size - 1);
        long begin = run != null && run.getValue() >= size - 1 ? run.getKey() : size;
        return Optional.ofNullable(point).filter(found -> found >= begin);
    }

    /** Stretches of entries without gaps: last position by first. */
    private NavigableMap<Long, Long> runs() {
        if (runs.isEmpty()) {
            long begin = -1;
            long last = -2;
            for (long position : positions) {
                begin = position == last + 1 ? begin : position;
                last = position;
                runs.put(begin, last);
            }
        }
        return runs;
    }

    private static NavigableMap<Long, Optional<byte[]>> history(
            Map<String, NavigableMap<Long, Optional<byte[]>>> of, String key) {
        return of.computeIfAbsent(key, unseen -> new TreeMap<>());
    }

    private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
        return Arrays.equals(one.orElse(new byte[0]), other.orElse(new byte[0]));
    }
}
