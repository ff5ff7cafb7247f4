package io.datapact.contract.evidence;

import io.datapact.contract.id.DatasetId;
import io.datapact.contract.member.Bounds;
import java.util.Optional;

/**
 * Rows of a dataset's version that its owner has deleted.
 *
 * @param range the rows, or nothing where the whole version is deleted
 */
public record DeletedRows(DatasetId dataset, long version, Optional<RowRange> range) {
    public DeletedRows {
        Bounds.require("version", version, 1, Bounds.VERSIONS);
    }

    /** Rows by their place in the version's commitment, from 0, both ends among them. */
    public record RowRange(long first, long last) {
        public RowRange {
            Bounds.require("last", last, 0, Bounds.MAXIMUM_AMOUNT);
            Bounds.require("first", first, 0, last);
        }
    }
}
