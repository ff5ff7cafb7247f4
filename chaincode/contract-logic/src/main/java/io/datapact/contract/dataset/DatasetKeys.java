package io.datapact.contract.dataset;

import io.datapact.contract.id.DatasetId;
import io.datapact.contract.state.StateKey;

/** The keys of datasets. */
public final class DatasetKeys {
    private DatasetKeys() {}

    /** A dataset. */
    public static StateKey<Dataset> dataset(DatasetId dataset) {
        return new StateKey<>("ds/" + dataset, Dataset.class);
    }

    /** A version of a dataset. */
    public static StateKey<DatasetVersion> version(DatasetId dataset, long version) {
        return new StateKey<>("dsv/" + dataset + "/" + StateKey.number(version), DatasetVersion.class);
    }

    /** What a lineage has spent in all. */
    public static StateKey<Usage> usage(DatasetId lineageRoot) {
        return new StateKey<>("used/" + lineageRoot + "/total", Usage.class);
    }

    /** What a lineage has spent in a period. */
    public static StateKey<Usage> usage(DatasetId lineageRoot, long period) {
        return new StateKey<>("used/" + lineageRoot + "/" + StateKey.number(period), Usage.class);
    }
}
