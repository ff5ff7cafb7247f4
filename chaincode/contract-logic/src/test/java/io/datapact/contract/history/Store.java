package io.datapact.contract.history;

import io.datapact.contract.invariant.Change;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.state.StateView;
import io.datapact.contract.state.Write;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A state: what was written on top of a state below, which does not change. */
final class Store implements StateView {
    private final Optional<Store> below;
    private final TreeMap<String, Optional<byte[]>> written = new TreeMap<>();

    private Store(Optional<Store> below) {
        this.below = below;
    }

    static Store empty() {
        return new Store(Optional.empty());
    }

    /** A state on top of this one, which must change no more. */
    Store branch() {
        return new Store(Optional.of(this));
    }

    @Override
    public Optional<byte[]> get(String key) {
        Optional<byte[]> own = written.get(key);
        return own == null ? below.flatMap(store -> store.get(key)) : own;
    }

    /** What a decision writes, with what stands there now. */
    List<Change> changes(Decision decision) {
        List<Change> changes = new ArrayList<>();
        if (decision instanceof Decision.Accepted accepted) {
            for (Write write : accepted.writes()) {
                Optional<byte[]> after = write.value().map(value -> value.getBytes(StandardCharsets.UTF_8));
                changes.add(new Change(write.key(), get(write.key()), after));
            }
        }
        return changes;
    }

    void write(List<Change> changes) {
        changes.forEach(change -> written.put(change.key(), change.after()));
    }

    /** The values under keys of a type. */
    SortedMap<String, byte[]> of(String kind) {
        SortedMap<String, byte[]> found = new TreeMap<>();
        below.ifPresent(store -> found.putAll(store.of(kind)));
        for (Map.Entry<String, Optional<byte[]>> entry :
                written.subMap(kind + "/", kind + "0").entrySet()) {
            entry.getValue()
                    .ifPresentOrElse(value -> found.put(entry.getKey(), value), () -> found.remove(entry.getKey()));
        }
        return found;
    }

    /** The first key at which what was written differs. */
    Optional<String> difference(Store other) {
        TreeMap<String, Optional<byte[]>> all = new TreeMap<>(written);
        all.putAll(other.written);
        return all.keySet().stream()
                .filter(key -> !Arrays.equals(
                        get(key).orElse(new byte[0]), other.get(key).orElse(new byte[0])))
                .findFirst();
    }
}
