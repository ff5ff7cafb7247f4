package io.datapact.compute.memory;

import io.datapact.compute.TableSource;
import io.datapact.compute.table.ColumnBatch;
import io.datapact.compute.table.ColumnBuilder;
import io.datapact.compute.table.ScanDigest;
import io.datapact.compute.table.TableScan;
import io.datapact.contract.dataset.Column;
import io.datapact.contract.id.Digest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** A table held in memory. */
public final class MemoryTable implements TableSource {
    /** Stands for a missing value in {@link Builder#row}. */
    public static final String MISSING = "\u0000missing";

    private final List<Column> columns;
    private final List<ColumnBatch> batches;
    private final ScanDigest digest;

    /**
     * A table of given batches.
     *
     * @param columns of every batch, in order
     */
    public MemoryTable(List<Column> columns, List<ColumnBatch> batches) {
        this.columns = List.copyOf(columns);
        this.batches = List.copyOf(batches);
        this.digest = new ScanDigest(columns);
    }

    /** Starts a table that is filled row by row. */
    public static Builder of(List<Column> columns) {
        return new Builder(columns);
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public long rowCount() {
        return batches.stream().mapToLong(ColumnBatch::rows).sum();
    }

    @Override
    public TableScan scan() {
        Iterator<ColumnBatch> left = batches.iterator();
        return digest.watch(new TableScan() {
            @Override
            public Optional<ColumnBatch> next() {
                return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
            }

            @Override
            public void close() {}
        });
    }

    @Override
    public Optional<Digest> handedOut() {
        return digest.handedOut();
    }

    /** Rows as text, see {@link ColumnBuilder#addText}. */
    public static final class Builder {
        private static final int ROWS_A_BATCH = 1 << 16;

        private final List<Column> columns;
        private final List<ColumnBatch> done = new ArrayList<>();
        private List<ColumnBuilder> open;
        private int openRows;

        private Builder(List<Column> columns) {
            this.columns = List.copyOf(columns);
            this.open = builders();
        }

        /**
         * Adds a row.
         *
         * @param cells one a column; {@link #MISSING} where there is no value
         */
        public Builder row(String... cells) {
            if (cells.length != columns.size()) {
                throw new IllegalArgumentException(
                        "expected %d cells, found %d".formatted(columns.size(), cells.length));
            }
            for (int column = 0; column < cells.length; column++) {
                if (cells[column].equals(MISSING)) {
                    open.get(column).addMissing();
                } else {
                    open.get(column).addText(cells[column]);
                }
            }
            openRows++;
            if (openRows == ROWS_A_BATCH) {
                closeBatch();
            }
            return this;
        }

        /** The table of the rows added. */
        public MemoryTable build() {
            if (openRows > 0) {
                closeBatch();
            }
            return new MemoryTable(columns, done);
        }

        private void closeBatch() {
            done.add(new ColumnBatch(
                    openRows, open.stream().map(ColumnBuilder::build).toList()));
            open = builders();
            openRows = 0;
        }

        private List<ColumnBuilder> builders() {
            return columns.stream().map(ColumnBuilder::new).toList();
        }
    }
}
