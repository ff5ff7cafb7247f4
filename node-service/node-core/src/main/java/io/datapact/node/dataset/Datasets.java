package io.datapact.node.dataset;

import io.datapact.contract.command.DatasetCommand.PublishVersion;
import io.datapact.contract.command.DatasetCommand.RegisterDataset;
import io.datapact.contract.command.DatasetCommand.WithdrawDataset;
import io.datapact.contract.dataset.Schema;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.member.Role;
import io.datapact.node.follow.CommandDesk;
import io.datapact.node.identity.Keyring;
import io.datapact.node.identity.Signer;
import io.datapact.node.store.OwnRevocations;
import io.datapact.node.store.Tombstone;
import io.datapact.node.table.ImportOutcome;
import io.datapact.node.table.Snapshot;
import io.datapact.node.table.SnapshotStore;
import io.datapact.node.table.TableProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Registers datasets, takes snapshots and publishes them; signed with an approver's key. */
public final class Datasets {
    private final CommandDesk desk;
    private final Keyring keys;
    private final SnapshotStore snapshots;
    private final OwnRevocations revocations;

    /** Acts for one member. */
    public Datasets(CommandDesk desk, Keyring keys, SnapshotStore snapshots, OwnRevocations revocations) {
        this.desk = desk;
        this.keys = keys;
        this.snapshots = snapshots;
        this.revocations = revocations;
    }

    /** What became of publishing. */
    public sealed interface Published {
        /** The file cannot be taken; nothing was kept. */
        record BadFile(List<TableProblem> problems) implements Published {
            /** Copies the list. */
            public BadFile {
                problems = List.copyOf(problems);
            }
        }

        /** The command was handed in. */
        record Filed(Snapshot snapshot, CommandDesk.Filed filed) implements Published {}
    }

    /** Registers a dataset of this member. */
    public CommandDesk.Filed register(DatasetId dataset, Optional<DatasetId> lineage) throws InterruptedException {
        return desk.file(keys.require(Role.APPROVER), new RegisterDataset(dataset, lineage));
    }

    /**
     * Takes a snapshot of a file and publishes it as the dataset's version. A snapshot that is there from an attempt
     * before is published as it is if it has the schema.
     */
    public Published publish(DatasetId dataset, long version, Schema schema, Path file, Terms terms)
            throws InterruptedException {
        Optional<Snapshot> before = snapshots
                .open(dataset, version)
                .filter(snapshot -> snapshot.schema().equals(schema));
        if (before.isPresent()) {
            return publish(dataset, version, before.get(), terms);
        }
        return switch (snapshots.importVersion(dataset, version, schema, file)) {
            case ImportOutcome.Refused<Snapshot>(List<TableProblem> problems) -> new Published.BadFile(problems);
            case ImportOutcome.Imported<Snapshot>(Snapshot snapshot) -> publish(dataset, version, snapshot, terms);
        };
    }

    /**
     * Ends new starts on a dataset, and runs on it that are not attested. Binds this node's gate at once and for good,
     * whatever the ledger does; a name withdrawn before it was registered stays barred here.
     */
    public CommandDesk.Filed withdraw(DatasetId dataset) throws InterruptedException {
        Signer signer = keys.require(Role.APPROVER);
        if (dataset.member().equals(keys.member())) {
            revocations.bury(Tombstone.of(dataset));
        }
        return desk.file(signer, new WithdrawDataset(dataset));
    }

    private Published publish(DatasetId dataset, long version, Snapshot snapshot, Terms terms)
            throws InterruptedException {
        PublishVersion command =
                new PublishVersion(dataset, version, snapshot.schema(), snapshot.rowsBand(), snapshot.root(), terms);
        return new Published.Filed(snapshot, desk.file(keys.require(Role.APPROVER), command));
    }
}
