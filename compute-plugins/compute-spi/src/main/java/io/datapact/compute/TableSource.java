package io.datapact.compute;

import io.datapact.compute.table.TableScan;
import io.datapact.contract.dataset.Column;
import io.datapact.contract.id.Digest;
import java.util.List;
import java.util.Optional;

/**
 * One own input of a run: exactly the rows and columns that the task was approved for, in snapshot order.
 *
 * <p>The flow: look at {@link #columns()}, open a {@link #scan()}, take its batches to the end, close it. The table may
 * be larger than memory, so keep only what the operation needs. A second scan gives the same rows. Whatever is handed
 * out is hashed, see {@link io.datapact.compute.table.HandedOutDigest}, and that digest stands in the attestation.
 */
public interface TableSource {
    /** The columns, in the order of the batches' vectors. */
    List<Column> columns();

    /** Rows in all, at least 0. */
    long rowCount();

    /**
     * Reads the rows from the first.
     *
     * @throws RunFailedException INPUT_REFUSED if the snapshot cannot be read; later from the scan if rows differ from
     *     what an earlier scan gave
     */
    TableScan scan();

    /** Digest of all rows as handed out; empty until a scan came to its end. */
    Optional<Digest> handedOut();

    /** Place of a column in the batches, or empty. */
    default Optional<Integer> indexOf(String column) {
        for (int index = 0; index < columns().size(); index++) {
            if (columns().get(index).name().equals(column)) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }
}
