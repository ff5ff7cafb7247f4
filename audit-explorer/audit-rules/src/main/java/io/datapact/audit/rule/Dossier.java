package io.datapact.audit.rule;

import io.datapact.audit.bundle.Bundle;
import io.datapact.audit.bundle.BundleClass;
import io.datapact.audit.history.Ledger;
import io.datapact.audit.history.StatementFile;
import io.datapact.audit.history.StatementReading;
import io.datapact.audit.state.Facts;
import io.datapact.contract.evidence.Predicate;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.run.Run;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.task.TaskManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A bundle read to its end.
 *
 * @param bundleClass what the bundle claims to hold, where it could be read
 */
record Dossier(Bundle bundle, Optional<BundleClass> bundleClass, Ledger ledger, StatementReading statements) {
    /** The state at the end. */
    Facts facts() {
        return ledger.facts();
    }

    /** The task asked for, with its manifest, where the ledger has it. */
    Optional<TaskManifest> manifest() {
        return bundleClass.map(BundleClass::task).flatMap(facts()::manifest);
    }

    /** The runs of the task asked for that started. */
    List<Run> runs() {
        Optional<TaskId> task = bundleClass.map(BundleClass::task);
        Optional<TaskManifest> manifest = manifest();
        if (task.isEmpty() || manifest.isEmpty()) {
            return List.of();
        }
        List<Run> runs = new ArrayList<>();
        LongStream.rangeClosed(1, manifest.get().limits().runs())
                .mapToObj(n -> facts().read(RunKeys.run(new RunId(task.get(), n))))
                .flatMap(Optional::stream)
                .forEach(runs::add);
        return runs;
    }

    /** The statements whose predicate is of a type. */
    <P extends Predicate> Stream<Stated<P>> statements(Class<P> type) {
        return statements.files().stream()
                .filter(file -> type.isInstance(file.predicate()))
                .map(file -> new Stated<>(file, type.cast(file.predicate())));
    }

    /** A statement with its predicate in its type. */
    record Stated<P extends Predicate>(StatementFile file, P predicate) {
        MemberId member() {
            return predicate.link().member();
        }

        Reference at(String pointer) {
            return new Reference(file.path(), "/predicate" + pointer);
        }
    }
}
