package io.datapact.contract.rules;

import io.datapact.contract.dataset.Dataset;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetStatus;
import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.dataset.Terms;
import io.datapact.contract.evidence.EvidenceKeys;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.TaskInput;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * An input with the dataset version it pins and the terms of the newest version. The stricter of the two applies.
 *
 * @param input   the input
 * @param dataset its dataset
 * @param pinned  the version that the manifest names
 * @param newest  terms of the newest version
 * @param deleted whether the version that the manifest names is wholly deleted
 */
record InputTerms(TaskInput input, Dataset dataset, DatasetVersion pinned, Terms newest, boolean deleted) {

    /** Reads an input's terms; nothing where dataset or version are not there. */
    static Optional<InputTerms> of(StateReader reader, TaskInput input) {
        return reader.read(DatasetKeys.dataset(input.dataset()))
                .flatMap(dataset -> reader.read(DatasetKeys.version(input.dataset(), input.version()))
                        .flatMap(pinned -> reader.read(DatasetKeys.version(input.dataset(), dataset.newest()))
                                .map(newest -> new InputTerms(
                                        input,
                                        dataset,
                                        pinned,
                                        newest.terms(),
                                        reader.has(EvidenceKeys.wholeDeletion(input.dataset(), input.version()))))));
    }

    boolean isActive() {
        return dataset.status() == DatasetStatus.ACTIVE && !deleted;
    }

    /** Whether both versions' terms allow something. */
    boolean allow(Predicate<Terms> test) {
        return test.test(pinned.terms()) && test.test(newest);
    }

    /** The smaller of both versions' figures. */
    long least(ToLongFunction<Terms> figure) {
        return Math.min(figure.applyAsLong(pinned.terms()), figure.applyAsLong(newest));
    }

    /** The greater of both versions' figures. */
    long most(ToLongFunction<Terms> figure) {
        return Math.max(figure.applyAsLong(pinned.terms()), figure.applyAsLong(newest));
    }
}
