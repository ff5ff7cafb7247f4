package io.datapact.node.table;

import io.datapact.compute.TableSource;
import io.datapact.contract.dataset.Column;
import io.datapact.contract.dataset.Schema;
import io.datapact.contract.dataset.TableCommitment;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.RunId;
import io.datapact.node.table.SnapshotFile.SaltedRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A dataset version's rows as the owner committed to them. The file never changes; what it holds is checked by use. */
public final class Snapshot {
    private final Path rowsFile;
    private final SnapshotRecord kept;

    Snapshot(Path rowsFile, SnapshotRecord kept) {
        this.rowsFile = rowsFile;
        this.kept = kept;
    }

    /** The columns. */
    public Schema schema() {
        return kept.schema();
    }

    /** Number of rows. */
    public long rows() {
        return kept.rows();
    }

    /** The commitment made when the version was published. */
    public Digest root() {
        return kept.root();
    }

    /**
     * The band of the number of rows that the chain may show: {@code 0}, {@code 1-999}, {@code 1000-9999}, and so on by
     * powers of ten.
     */
    public String rowsBand() {
        if (rows() == 0) {
            return "0";
        }
        long least = 1;
        long most = 999;
        while (rows() > most) {
            least = most + 1;
            most = least * 10 - 1;
        }
        return least + "-" + most;
    }

    /**
     * Computes the commitment anew from the rows on disk.
     *
     * @throws TableStoreException if the file cannot be read
     */
    public Digest recomputeRoot() {
        TableCommitment commitment = new TableCommitment(schema().columns());
        try (SnapshotFile.Reader reader =
                new SnapshotFile.Reader(rowsFile, schema().columns().size())) {
            Optional<SaltedRow> row = reader.next();
            while (row.isPresent()) {
                commitment.add(row.get().salt(), row.get().values());
                row = reader.next();
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new TableStoreException("the snapshot of " + kept.dataset() + " could not be read", e);
        }
        return commitment.root();
    }

    /**
     * The rows with the given columns only, committed to under salts of their own for the run.
     *
     * @param columns names out of the schema, in its order
     * @throws IllegalArgumentException if one is not in the schema
     */
    public ProjectedTable project(List<String> columns, RunId run) {
        List<Column> projected = columns.stream()
                .map(name -> schema().column(name)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "expected columns of " + kept.dataset() + ", found " + name)))
                .toList();
        return new ProjectedTable(rowsFile, kept, projected, run);
    }

    /** Exactly the projected rows of one run. */
    public static final class ProjectedTable {
        private final ProjectedSource source;
        private final Digest root;

        private ProjectedTable(Path rowsFile, SnapshotRecord kept, List<Column> columns, RunId run) {
            this.source = new ProjectedSource(rowsFile, kept, columns, run);
            this.root = source.commit();
        }

        /** Commitment to the projected rows; what the plugin is handed must give the same. */
        public Digest root() {
            return root;
        }

        /** SHA-256 of the run's salt. */
        public Digest saltCommitment() {
            return source.saltCommitment();
        }

        /** The rows for the plugin; its {@code handedOut()} is the commitment recomputed over what it handed out. */
        public TableSource source() {
            return source;
        }
    }
}
