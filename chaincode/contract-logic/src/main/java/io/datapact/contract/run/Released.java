package io.datapact.contract.run;

import java.util.List;

/** A party's release as kept under {@code release/<task>/<n>/<m>}. */
public record Released(List<ReleasedKey> keys, long at) {
    public Released {
        keys = List.copyOf(keys);
    }
}
