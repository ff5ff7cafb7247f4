package io.datapact.mpc;

import io.datapact.compute.RunContext;
import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.TableSource;
import io.datapact.compute.table.ColumnBatch;
import io.datapact.compute.table.ColumnBuilder;
import io.datapact.compute.table.TableScan;
import io.datapact.contract.dataset.Column;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the own input once: the keys of all rows as UTF-8 text, and what other columns keep. In memory. */
final class OwnKeys {
    /** Most rows of one input. */
    static final int MOST_ROWS = 1 << 22;

    private final RunContext context;
    private final TableSource source;
    private final int keyColumn;
    private final List<byte[]> keys = new ArrayList<>();

    private OwnKeys(RunContext context, TableSource source, String key) {
        this.context = context;
        this.source = source;
        keyColumn = KeptColumn.index(source, key);
    }

    /** Ends the run for a table that does not fit; before anything is kept of it. */
    static TableSource bounded(TableSource source) {
        if (source.rowCount() > MOST_ROWS) {
            throw RunFailedException.of(
                    RunFailure.LIMIT, "expected at most 4,194,304 rows of an input, found " + source.rowCount());
        }
        return source;
    }

    /**
     * Reads the table to its end.
     *
     * @return one key a row
     * @throws RunFailedException INPUT_REFUSED for a row without key
     */
    static List<byte[]> read(RunContext context, TableSource source, String key, List<KeptColumn> columns) {
        OwnKeys own = new OwnKeys(context, bounded(source), key);
        try (TableScan scan = source.scan()) {
            for (Optional<ColumnBatch> batch = scan.next(); batch.isPresent(); batch = scan.next()) {
                own.add(batch.get(), columns);
            }
        }
        if (own.keys.size() != source.rowCount()) {
            throw own.rows(own.keys.size());
        }
        return own.keys;
    }

    private void add(ColumnBatch batch, List<KeptColumn> columns) {
        context.cancellation().check();
        if (batch.rows() > source.rowCount() - keys.size()) {
            throw rows(keys.size() + (long) batch.rows());
        }
        Column column = source.columns().get(keyColumn);
        for (int row = 0; row < batch.rows(); row++) {
            keys.add(ColumnBuilder.text(column, batch.columns().get(keyColumn), row)
                    .orElseThrow(() -> RunFailedException.of(
                            RunFailure.INPUT_REFUSED,
                            "expected a key in each row, found a row without; fill or remove it"))
                    .getBytes(StandardCharsets.UTF_8));
        }
        columns.forEach(each -> each.add(batch));
        context.progress().report("reading the own input", keys.size(), source.rowCount());
    }

    private RunFailedException rows(long found) {
        return RunFailedException.of(
                RunFailure.INPUT_REFUSED,
                "expected %d rows of the own input, found %d".formatted(source.rowCount(), found));
    }
}
