package io.datapact.compute;

import io.datapact.contract.id.Code;
import java.util.List;

/**
 * What a run gave this party for one output.
 *
 * @param share this party's share
 * @param rowBound most rows that the opened output can have; the node compares it with the manifest
 * @param checks output checks that the protocol made, as codes: {@code minimum-group}, {@code maximum-rows}
 */
public record OutputPart(OutputShare share, long rowBound, List<Code> checks) {
    /** Copies the checks. */
    public OutputPart {
        checks = List.copyOf(checks);
        if (rowBound < 0) {
            throw new IllegalArgumentException("expected a row bound of at least 0, found " + rowBound);
        }
    }
}
