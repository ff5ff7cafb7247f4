package io.datapact.compute.table;

import java.util.Optional;

/** One pass over the rows of a table; for one thread. */
public interface TableScan extends AutoCloseable {
    /**
     * The next rows.
     *
     * @return a batch, or empty after the last
     * @throws io.datapact.compute.RunFailedException INPUT_REFUSED if the rows cannot be read
     */
    Optional<ColumnBatch> next();

    /** Lets go of what the scan holds. Closing again does nothing. */
    @Override
    void close();
}
