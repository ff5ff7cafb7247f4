package io.datapact.contract.dataset;

import io.datapact.contract.id.DatasetId;
import java.util.Optional;

/**
 * A dataset as kept under {@code ds/<d>}.
 *
 * @param newest  newest version, 0 before the first
 * @param lineage root of its lineage where it was derived from another dataset of the same owner; uses are counted there
 */
public record Dataset(DatasetId dataset, DatasetStatus status, long newest, Optional<DatasetId> lineage) {
    /** The dataset on which uses are counted. */
    public DatasetId lineageRoot() {
        return lineage.orElse(dataset);
    }
}
