package io.datapact.audit.state;

import io.datapact.contract.evidence.StateDigest;
import io.datapact.contract.id.Digest;
import io.datapact.contract.state.StateView;
import io.datapact.contract.state.Write;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The state that the recorded write sets leave, whether or not a rule book agrees. Not safe for concurrent use. */
public final class RecordedState implements StateView {
    private final TreeMap<String, byte[]> values = new TreeMap<>();

    @Override
    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Applies an entry's writes in order. */
    public void apply(List<Write> writes) {
        for (Write write : writes) {
            write.value()
                    .ifPresentOrElse(
                            value -> values.put(write.key(), value.getBytes(StandardCharsets.UTF_8)),
                            () -> values.remove(write.key()));
        }
    }

    /** The state as it will stand once the writes are applied; valid until this state changes. */
    public StateView with(List<Write> writes) {
        return Overlay.of(this, writes);
    }

    /** All keys that begin with a prefix, and their values; for reports at the end, never for decisions. */
    public SortedMap<String, byte[]> startingWith(String prefix) {
        return values.subMap(prefix, prefix + Character.MAX_VALUE);
    }

    /** Digest of all keys and values. */
    public Digest digest() {
        return StateDigest.of(values);
    }
}
