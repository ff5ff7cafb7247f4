package io.datapact.node.table;

import io.datapact.contract.codec.Parsed;
import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.dataset.Schema;
import io.datapact.contract.dataset.TableCommitment;
import io.datapact.contract.id.Bytes;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.state.StateKey;
import io.datapact.node.table.ImportOutcome.Imported;
import io.datapact.node.table.ImportOutcome.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An owner's snapshots, one folder a version: {@code <folder>/<owner>/<dataset>/<version>/{rows.bin,snapshot.json}}. A
 * version's folder appears whole or not at all. It holds the owner's data and salts: keep it where only the node reads.
 */
public final class SnapshotStore {
    private static final String ROWS = "rows.bin";
    private static final String RECORD = "snapshot.json";

    private final Path folder;
    private final TableLimits limits;
    private final SecureRandom random;

    /** Opens the store in a folder, which is made if it is not there. */
    public SnapshotStore(Path folder, TableLimits limits, SecureRandom random) {
        this.folder = folder;
        this.limits = limits;
        this.random = random;
    }

    /**
     * Imports a file as a dataset's version.
     *
     * @param file CSV with a header, or Parquet; its columns are the schema's, in order. A pipe is read to its bound
     * @return the snapshot, or what is wrong with the file; a version that is there already is refused too
     * @throws TableStoreException if the storage fails; nothing is left behind then
     */
    public ImportOutcome<Snapshot> importVersion(DatasetId dataset, long version, Schema schema, Path file) {
        Path target = folder(dataset, version);
        if (Files.exists(target)) {
            return new Refused<>(List.of(new TableProblem(
                    0, "", "a version without a snapshot yet", dataset + " " + version + " which has one")));
        }
        Path workspace = workspace(target);
        try {
            return importInto(workspace, target, new SnapshotTarget(dataset, version, schema), file);
        } catch (IOException e) {
            throw new TableStoreException("the snapshot of " + dataset + " could not be written", e);
        } finally {
            delete(workspace);
        }
    }

    /** A version's snapshot, if this owner has one. */
    public Optional<Snapshot> open(DatasetId dataset, long version) {
        Path record = folder(dataset, version).resolve(RECORD);
        if (!Files.isRegularFile(record)) {
            return Optional.empty();
        }
        try {
            return switch (RecordCodec.of(SnapshotRecord.class).decode(Files.readAllBytes(record))) {
                case Parsed.Value<SnapshotRecord>(SnapshotRecord kept) ->
                    Optional.of(new Snapshot(record.resolveSibling(ROWS), kept));
                case Parsed.Malformed<SnapshotRecord>(String path, String detail) ->
                    throw new TableStoreException(
                            record + " is damaged at '" + path + "': " + detail, new IOException(detail));
            };
        } catch (IOException e) {
            throw new TableStoreException(record + " could not be read", e);
        }
    }

    private record SnapshotTarget(DatasetId dataset, long version, Schema schema) {}

    private ImportOutcome<Snapshot> importInto(Path workspace, Path target, SnapshotTarget what, Path file)
            throws IOException {
        Path fresh = Files.createDirectory(workspace.resolve("snapshot"));
        Path duck = Files.createDirectory(workspace.resolve("import"));
        TableCommitment commitment = new TableCommitment(what.schema().columns());
        ImportOutcome<Long> outcome;
        try (SnapshotFile.Writer writer = new SnapshotFile.Writer(fresh.resolve(ROWS))) {
            outcome = new TableImport(what.schema(), limits).run(file, duck, row -> {
                byte[] salt = freshSalt();
                commitment.add(salt, row);
                writer.write(salt, row);
            });
        }
        return switch (outcome) {
            case Refused<Long>(List<TableProblem> problems) -> new Refused<>(problems);
            case Imported<Long>(Long rows) -> {
                SnapshotRecord kept = new SnapshotRecord(
                        what.dataset(), what.version(), what.schema(), rows, commitment.root(), Bytes.of(freshSalt()));
                Files.write(
                        fresh.resolve(RECORD),
                        RecordCodec.of(SnapshotRecord.class).encode(kept));
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
                yield new Imported<>(new Snapshot(target.resolve(ROWS), kept));
            }
        };
    }

    private byte[] freshSalt() {
        byte[] salt = new byte[TableCommitment.SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private Path folder(DatasetId dataset, long version) {
        return folder.resolve(dataset.value()).resolve(StateKey.number(version));
    }

    private Path workspace(Path target) {
        try {
            Files.createDirectories(target.getParent());
            return Files.createTempDirectory(folder, ".import-");
        } catch (IOException e) {
            throw new TableStoreException("expected a writable folder " + folder + ", found none", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new TableStoreException("the import's workspace " + folder + " could not be deleted", e);
        }
    }
}
