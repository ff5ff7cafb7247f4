package io.datapact.contract.golden;

import io.datapact.contract.evidence.StateDigest;
import io.datapact.contract.id.Digest;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.state.StateView;
import io.datapact.contract.state.Write;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A state that takes what is accepted. */
final class GoldenState {
    private final SortedMap<String, byte[]> values = new TreeMap<>();

    StateView view() {
        return key -> Optional.ofNullable(values.get(key));
    }

    /** Takes a decision's writes, if it has any. */
    GoldenState after(Decision decision) {
        if (decision instanceof Decision.Accepted accepted) {
            accepted.writes().forEach(this::put);
        }
        return this;
    }

    Digest digest() {
        return StateDigest.of(values);
    }

    private void put(Write write) {
        write.value()
                .ifPresentOrElse(
                        value -> values.put(write.key(), value.getBytes(StandardCharsets.UTF_8)),
                        () -> values.remove(write.key()));
    }
}
