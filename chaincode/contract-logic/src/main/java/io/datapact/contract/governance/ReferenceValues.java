package io.datapact.contract.governance;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Bounds;
import java.util.List;

/**
 * {@code network/reference-values}: measurements of enclaves that members trust. No rule reads them; nodes and auditors
 * do.
 */
public record ReferenceValues(List<ReferenceValue> values) {
    public ReferenceValues {
        values = List.copyOf(values);
        Bounds.require("reference values", values.size(), 0, Bounds.LIST);
    }

    /**
     * A measurement.
     *
     * @param platform    what kind of enclave
     * @param measurement digest of what runs in it
     */
    public record ReferenceValue(Code platform, Digest measurement) {}
}
