package io.datapact.node.table;

import io.datapact.compute.RunFailedException;
import io.datapact.compute.RunFailure;
import io.datapact.compute.TableSource;
import io.datapact.compute.table.ColumnBatch;
import io.datapact.compute.table.ColumnBuilder;
import io.datapact.compute.table.TableScan;
import io.datapact.contract.dataset.Column;
import io.datapact.contract.dataset.TableCommitment;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.RunId;
import io.datapact.node.table.SnapshotFile.SaltedRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Some columns of a snapshot for one run. The run's salt is HMAC-SHA256(snapshot salt, domain and run), each row's salt in
 * it HMAC-SHA256(row salt, run's salt): two runs over the same rows cannot be linked by their commitments, a run that
 * goes on after a restart commits to the same root, and the owner can still open either.
 */
final class ProjectedSource implements TableSource {
    private static final String SALT_DOMAIN = "datapact/run-salt/1:";
    private static final int ROWS_A_BATCH = 1 << 14;

    private final Path rowsFile;
    private final SnapshotRecord kept;
    private final List<Column> columns;
    private final int[] places;
    private final byte[] runSalt;
    private final AtomicReference<Optional<Digest>> handedOut = new AtomicReference<>(Optional.empty());

    ProjectedSource(Path rowsFile, SnapshotRecord kept, List<Column> columns, RunId run) {
        this.rowsFile = rowsFile;
        this.kept = kept;
        this.columns = columns;
        this.places =
                columns.stream().mapToInt(kept.schema().columns()::indexOf).toArray();
        this.runSalt = hmac(kept.salt().toBytes(), (SALT_DOMAIN + run).getBytes(StandardCharsets.US_ASCII));
    }

    /** SHA-256 of the run's salt: shows later that the salt was fixed before the run. */
    Digest saltCommitment() {
        return Digest.of(runSalt);
    }

    /** Commitment over all projected rows. */
    Digest commit() {
        try (Scan scan = new Scan()) {
            Optional<ColumnBatch> batch = scan.next();
            while (batch.isPresent()) {
                batch = scan.next();
            }
            return scan.commitment.root();
        }
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public long rowCount() {
        return kept.rows();
    }

    @Override
    public TableScan scan() {
        return new Scan() {
            @Override
            void ended(Digest root) {
                handedOut.set(Optional.of(root));
            }
        };
    }

    @Override
    public Optional<Digest> handedOut() {
        return handedOut.get();
    }

    /** One pass over the file that commits to what it gives. */
    private class Scan implements TableScan {
        private final TableCommitment commitment = new TableCommitment(columns);
        private final SnapshotFile.Reader reader;
        private boolean atEnd;

        Scan() {
            try {
                reader = new SnapshotFile.Reader(
                        rowsFile, kept.schema().columns().size());
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        /** Called once with the root over all rows, after the last. */
        @SuppressWarnings("UnusedVariable") // For the scan that is handed out.
        void ended(Digest root) {}

        @Override
        public Optional<ColumnBatch> next() {
            if (atEnd) {
                return Optional.empty();
            }
            List<ColumnBuilder> builders =
                    columns.stream().map(ColumnBuilder::new).toList();
            int rows = 0;
            try {
                while (rows < ROWS_A_BATCH && !atEnd) {
                    rows += add(reader.next(), builders);
                }
            } catch (IOException | IllegalArgumentException e) {
                throw unreadable(e);
            }
            if (atEnd) {
                ended(commitment.root());
            }
            return rows == 0
                    ? Optional.empty()
                    : Optional.of(new ColumnBatch(
                            rows, builders.stream().map(ColumnBuilder::build).toList()));
        }

        private int add(Optional<SaltedRow> row, List<ColumnBuilder> builders) {
            if (row.isEmpty()) {
                atEnd = true;
                return 0;
            }
            List<byte[]> all = row.get().values();
            List<byte[]> values = Arrays.stream(places).mapToObj(all::get).toList();
            commitment.add(hmac(row.get().salt(), runSalt), values);
            for (int i = 0; i < places.length; i++) {
                EncodedValue.addTo(builders.get(i), columns.get(i), values.get(i));
            }
            return 1;
        }

        @Override
        public void close() {
            try {
                reader.close();
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
    }

    private RunFailedException unreadable(Exception cause) {
        return RunFailedException.of(
                RunFailure.INPUT_REFUSED,
                "expected a readable snapshot of " + kept.dataset() + " " + kept.version() + ", found one that is not: "
                        + cause.getMessage());
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
