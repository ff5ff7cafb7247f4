package io.datapact.contract.command;

import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.dataset.Schema;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.id.DatasetId;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Bounds;
import java.util.Optional;

/** Commands about datasets (role approver, the owner's own). */
public sealed interface DatasetCommand extends Command {
    /** Registers a dataset; {@code lineage} names the dataset of the same owner it was derived from. */
    record RegisterDataset(DatasetId dataset, Optional<DatasetId> lineage) implements DatasetCommand {}

    /** Publishes the next version: commitment, schema, terms. */
    record PublishVersion(DatasetId dataset, long version, Schema schema, String rowsBand, Digest root, Terms terms)
            implements DatasetCommand {
        public PublishVersion {
            Bounds.require("version", version, 1, Bounds.VERSIONS);
            DatasetVersion.requireRowsBand(rowsBand);
        }
    }

    /** Ends new starts on a dataset. */
    record WithdrawDataset(DatasetId dataset) implements DatasetCommand {}
}
