package io.datapact.audit.state;

import io.datapact.contract.state.StateView;
import io.datapact.contract.state.Write;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A state as it will stand once writes are applied to it. */
public final class Overlay {
    private Overlay() {}

    /** The state below with the writes above it; valid as long as the one below is. */
    public static StateView of(StateView below, List<Write> writes) {
        Map<String, Optional<byte[]>> changed = new TreeMap<>();
        for (Write write : writes) {
            changed.put(write.key(), write.value().map(value -> value.getBytes(StandardCharsets.UTF_8)));
        }
        return key -> changed.containsKey(key) ? changed.get(key) : below.get(key);
    }
}
