package io.datapact.launcher.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The first version of a dataset keyed by {@code id}: columns, file, terms. */
public final class DatasetVersion {
    private final String dataset;
    private final List<Map<String, Object>> columns = new ArrayList<>();

    private DatasetVersion(String dataset) {
        this.dataset = dataset;
    }

    /** Begins with the dataset's name. */
    public static DatasetVersion of(String dataset) {
        return new DatasetVersion(dataset);
    }

    /** The next column; sensitivity from 1, public, to 5. */
    public DatasetVersion column(String name, String type, int sensitivity) {
        columns.add(Map.of("name", name, "type", type, "scale", 0, "sensitivity", sensitivity, "nullable", false));
        return this;
    }

    /** The request. */
    public Map<String, Object> request(String file, DatasetTerms terms) {
        return Map.of(
                "dataset",
                dataset,
                "version",
                1,
                "schema",
                Map.of("columns", List.copyOf(columns), "key", List.of("id")),
                "file",
                file,
                "terms",
                terms.json());
    }
}
