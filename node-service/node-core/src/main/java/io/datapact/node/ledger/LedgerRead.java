package io.datapact.node.ledger;

import io.datapact.contract.id.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * Values of the state as of one position.
 *
 * @param position last entry that the values reflect
 * @param values   sorted by key
 */
public record LedgerRead(long position, List<KeyValue> values) {
    public LedgerRead {
        values = List.copyOf(values);
    }

    /** The first value; of a read by key the only one. */
    public Optional<KeyValue> first() {
        return values.stream().findFirst();
    }

    /**
     * A key and its record.
     *
     * @param value canonical JSON
     */
    public record KeyValue(String key, Bytes value) {}
}
