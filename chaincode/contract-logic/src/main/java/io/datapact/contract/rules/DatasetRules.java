package io.datapact.contract.rules;

import static io.datapact.contract.rules.RefusedException.require;

import io.datapact.contract.command.DatasetCommand;
import io.datapact.contract.dataset.Dataset;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetStatus;
import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.id.DatasetId;
import java.util.Optional;

/** Rules of datasets. */
final class DatasetRules {
    private DatasetRules() {}

    static void decide(RuleContext context, DatasetCommand command) {
        switch (command) {
            case DatasetCommand.RegisterDataset c -> register(context, c);
            case DatasetCommand.PublishVersion c -> publish(context, c);
            case DatasetCommand.WithdrawDataset c -> withdraw(context, c);
        }
    }

    private static void register(RuleContext context, DatasetCommand.RegisterDataset command) {
        Optional<DatasetId> root = command.lineage().map(parent -> lineageRoot(context, parent));
        require(!context.has(DatasetKeys.dataset(command.dataset())), Reason.KEY_IN_USE, command.dataset());
        context.put(
                DatasetKeys.dataset(command.dataset()), new Dataset(command.dataset(), DatasetStatus.ACTIVE, 0, root));
        context.event("dataset-registered", command.dataset());
    }

    private static DatasetId lineageRoot(RuleContext context, DatasetId parent) {
        require(parent.member().equals(context.member()), Reason.CERTIFICATE_WRONG_ROLE, parent.member());
        return context.need(DatasetKeys.dataset(parent), Reason.DATASET_WITHDRAWN, parent)
                .lineageRoot();
    }

    private static void publish(RuleContext context, DatasetCommand.PublishVersion command) {
        Dataset dataset = active(context, command.dataset());
        require(command.version() == dataset.newest() + 1, Reason.NOT_NEXT, "version");
        context.put(
                DatasetKeys.version(command.dataset(), command.version()),
                new DatasetVersion(
                        command.dataset(),
                        command.version(),
                        command.schema(),
                        command.rowsBand(),
                        command.root(),
                        command.terms(),
                        context.time()));
        context.put(
                DatasetKeys.dataset(command.dataset()),
                new Dataset(command.dataset(), dataset.status(), command.version(), dataset.lineage()));
        context.event("version-published", command.dataset() + "/" + command.version());
    }

    private static void withdraw(RuleContext context, DatasetCommand.WithdrawDataset command) {
        Dataset dataset =
                context.need(DatasetKeys.dataset(command.dataset()), Reason.DATASET_WITHDRAWN, command.dataset());
        require(dataset.status() == DatasetStatus.ACTIVE, Reason.ALREADY_DECIDED, command.dataset());
        context.put(
                DatasetKeys.dataset(command.dataset()),
                new Dataset(command.dataset(), DatasetStatus.WITHDRAWN, dataset.newest(), dataset.lineage()));
        context.event("dataset-withdrawn", command.dataset());
    }

    /** A dataset that is there and not withdrawn. */
    private static Dataset active(RuleContext context, DatasetId id) {
        Dataset dataset = context.need(DatasetKeys.dataset(id), Reason.DATASET_WITHDRAWN, id);
        require(dataset.status() == DatasetStatus.ACTIVE, Reason.DATASET_WITHDRAWN, id);
        return dataset;
    }
}
