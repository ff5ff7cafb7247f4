package io.datapact.compute.table;

import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.contract.dataset.Column;
import io.datapact.contract.id.Digest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hashes what scans of one table hand out, and holds them to one another: for implementations of
 * {@link io.datapact.compute.TableSource}. Thread-safe.
 */
public final class ScanDigest {
    private final List<Column> columns;
    private final AtomicReference<Optional<Digest>> complete = new AtomicReference<>(Optional.empty());

    /** For a table of these columns. */
    public ScanDigest(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** The scan, hashed as its batches are taken. */
    public TableScan watch(TableScan scan) {
        return new Watched(scan);
    }

    /** The digest of the rows of every complete scan; empty before there was one. */
    public Optional<Digest> handedOut() {
        return complete.get();
    }

    private void completed(Digest digest) {
        boolean first = complete.compareAndSet(Optional.empty(), Optional.of(digest));
        if (!first && !complete.get().equals(Optional.of(digest))) {
            throw RunFailedException.of(
                    RunFailure.INPUT_REFUSED,
                    "expected the rows of the first scan, found others; the snapshot changed");
        }
    }

    private final class Watched implements TableScan {
        private final TableScan scan;
        private final HandedOutDigest digest = new HandedOutDigest(columns);
        private boolean ended;

        private Watched(TableScan scan) {
            this.scan = scan;
        }

        @Override
        public Optional<ColumnBatch> next() {
            if (ended) {
                return Optional.empty();
            }
            Optional<ColumnBatch> batch = scan.next();
            if (batch.isPresent()) {
                digest.add(batch.get());
            } else {
                ended = true;
                completed(digest.finish());
            }
            return batch;
        }

        @Override
        public void close() {
            scan.close();
        }
    }
}
