package io.datapact.contract.dataset;

import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Bounds;

/**
 * A version of a dataset as kept under {@code dsv/<d>/<v>}: the snapshot that the owner committed to.
 *
 * @param version  counts from 1
 * @param rowsBand band of the number of rows: {@code 0}, {@code 1-999}, {@code 1000-9999}, ...
 * @param root     commitment to all rows and columns ({@code TableCommitment})
 */
public record DatasetVersion(
        DatasetId dataset, long version, Schema schema, String rowsBand, Digest root, Terms terms, long published) {
    public DatasetVersion {
        Bounds.require("version", version, 1, 999_999);
        requireRowsBand(rowsBand);
    }

    /** Checks the form of a band of rows. */
    public static void requireRowsBand(String rowsBand) {
        if (!rowsBand.matches("0|[0-9]{1,12}-[0-9]{1,12}")) {
            throw new IllegalArgumentException("expected a band of rows such as 1000-9999, found another form");
        }
    }
}
