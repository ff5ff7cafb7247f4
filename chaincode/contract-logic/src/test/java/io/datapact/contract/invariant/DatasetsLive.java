package io.datapact.contract.invariant;

import io.datapact.contract.command.RunCommand;
import io.datapact.contract.dataset.Dataset;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetStatus;
import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.task.TaskInput;
import java.util.List;
import java.util.Optional;

/** Nothing starts or is committed on a dataset withdrawn or a version deleted; nothing starts after its terms. */
public final class DatasetsLive implements Invariant {
    @Override
    public Optional<String> fault(Told told) {
        if (!told.accepted()) {
            return Optional.empty();
        }
        return switch (told.command()) {
            case RunCommand.StartRun start ->
                fault(told, told.manifest(start.run().task()).inputs(), true);
            case RunCommand.CommitInput commit ->
                fault(
                        told,
                        told.manifest(commit.run().task()).inputs().stream()
                                .filter(input -> input.name().equals(commit.input()))
                                .toList(),
                        false);
            default -> Optional.empty();
        };
    }

    private static Optional<String> fault(Told told, List<TaskInput> inputs, boolean start) {
        for (TaskInput input : inputs) {
            Dataset dataset = told.need(DatasetKeys.dataset(input.dataset()));
            boolean deleted = told.read(EvidenceKeys.wholeDeletion(input.dataset(), input.version()))
                    .isPresent();
            if (dataset.status() != DatasetStatus.ACTIVE || deleted) {
                return Optional.of("use of " + input.dataset() + ", which is gone");
            }
            DatasetVersion pinned = told.need(DatasetKeys.version(input.dataset(), input.version()));
            DatasetVersion newest = told.need(DatasetKeys.version(input.dataset(), dataset.newest()));
            long expires = Math.min(pinned.terms().expires(), newest.terms().expires());
            if (start && told.time() > expires) {
                return Optional.of("a start after the terms of " + input.dataset());
            }
        }
        return Optional.empty();
    }
}
