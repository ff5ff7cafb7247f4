package io.datapact.mpc;

import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.TableSource;
import io.datapact.compute.table.ColumnBatch;

/** What is kept of one column of the own input while it is read. */
interface KeptColumn {
    /** Takes the next rows. */
    void add(ColumnBatch batch);

    /** Place of a column in the batches. */
    static int index(TableSource source, String column) {
        return source.indexOf(column)
                .orElseThrow(() -> RunFailedException.of(
                        RunFailure.INPUT_REFUSED, "expected a column " + column + " in the own input, found none"));
    }
}
