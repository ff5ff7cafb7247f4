package io.datapact.node.run;

import io.datapact.compute.RunFailedException;
import io.datapact.compute.TableSource;
import io.datapact.contract.command.RunCommand.CommitInput;
import io.datapact.contract.dataset.DatasetKeys;
import io.datapact.contract.dataset.DatasetVersion;
import io.datapact.contract.evidence.InputPredicate;
import io.datapact.contract.evidence.Subject;
import io.datapact.contract.id.Digest;
import io.datapact.contract.run.InputStatus;
import io.datapact.contract.run.RunInput;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.run.RunState;
import io.datapact.contract.task.TaskInput;
import io.datapact.node.evidence.EvidenceLog;
import io.datapact.node.table.Snapshot;
import io.datapact.node.table.Snapshot.ProjectedTable;
import io.datapact.node.table.SnapshotStore;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Opens this party's inputs: recomputes the commitment of the snapshot, projects exactly the approved columns under
 * salts of the run, states it, and commits on the ledger. A run that goes on after a restart commits to the same root.
 */
final class InputStep {
    private final RunLedger ledger;
    private final SnapshotStore snapshots;
    private final EvidenceLog evidence;

    InputStep(RunLedger ledger, SnapshotStore snapshots, EvidenceLog evidence) {
        this.ledger = ledger;
        this.snapshots = snapshots;
        this.evidence = evidence;
    }

    /** Commits all own inputs that are not committed yet, and gives their tables by name. */
    SortedMap<String, TableSource> commit(RunFacts facts) throws InterruptedException {
        SortedMap<String, TableSource> tables = new TreeMap<>();
        for (TaskInput input : facts.ownInputs()) {
            tables.put(input.name().value(), commit(facts, input));
        }
        return tables;
    }

    /**
     * Waits until every input of a run is committed.
     *
     * <p>An owner that keeps silent is given up the margin before the deadline too: it could commit at the last moment and
     * attest, and leave the others no time to.
     *
     * @throws RunEndedException if the run ended instead, or inputs were missing when the time was over
     */
    void awaitAll(RunFacts facts) throws InterruptedException {
        ledger.awaitInTime(
                facts,
                () -> ledger.stateOf(facts.id()) != RunState.STARTED,
                () -> new RunEndedException(EndCause.CANCELLED, "the run ended before all inputs were committed"),
                () -> missing(facts));
    }

    private RunEndedException missing(RunFacts facts) {
        Optional<TaskInput> missing = facts.manifest().inputs().stream()
                .filter(input -> !ledger.state().has(RunKeys.input(facts.id(), input.name())))
                .findFirst();
        if (missing.isEmpty()) {
            return new RunEndedException(
                    EndCause.TIME_OVER, "expected the last input in time to compute, found it too late");
        }
        int owner = facts.inputParty(missing.get().dataset().member()).orElseThrow();
        return RunEndedException.at(
                OptionalInt.of(owner),
                EndCause.INPUT_MISSING,
                "expected input " + missing.get().name() + " committed in time, found none");
    }

    private TableSource commit(RunFacts facts, TaskInput input) throws InterruptedException {
        DatasetVersion version = ledger.state()
                .read(DatasetKeys.version(input.dataset(), input.version()))
                .orElseThrow(() -> mismatch("expected dataset " + input.dataset() + " version " + input.version()
                        + " on the ledger, found none"));
        Snapshot snapshot = snapshots
                .open(input.dataset(), input.version())
                .orElseThrow(() -> mismatch("expected a snapshot of " + input.dataset() + " version " + input.version()
                        + " at this node, found none"));
        Digest registered = snapshot.recomputeRoot();
        if (!registered.equals(version.root())) {
            throw mismatch("expected the snapshot of " + input.dataset() + " to have the registered root "
                    + version.root() + ", found " + registered);
        }
        ProjectedTable projected = project(facts, input, snapshot);
        Optional<RunInput> standing = ledger.state().read(RunKeys.input(facts.id(), input.name()));
        if (standing.isPresent()) {
            requireSame(standing.get(), projected.root());
        } else {
            ledger.requireTime(
                    facts,
                    () -> new RunEndedException(
                            EndCause.TIME_OVER,
                            "expected input " + input.name() + " ready to commit in time, found it too late"));
            state(facts, input, registered, projected);
            ledger.require(new CommitInput(facts.id(), input.name(), registered, projected.root()));
        }
        return projected.source();
    }

    private static ProjectedTable project(RunFacts facts, TaskInput input, Snapshot snapshot) {
        try {
            return snapshot.project(input.columns(), facts.id());
        } catch (IllegalArgumentException | RunFailedException e) {
            throw new RunEndedException(EndCause.INPUT_MISMATCH, e.getMessage(), e);
        }
    }

    private void state(RunFacts facts, TaskInput input, Digest registered, ProjectedTable projected) {
        evidence.appendOnce(
                facts.id().task(),
                said -> said instanceof InputPredicate other
                        && other.run().equals(facts.id())
                        && other.input().equals(input.name()),
                Subject.of(facts.id().task().value(), facts.manifestDigest()),
                link -> new InputPredicate(
                        link,
                        facts.id(),
                        input.name(),
                        input.dataset(),
                        input.version(),
                        registered,
                        projected.root(),
                        input.columns(),
                        projected.saltCommitment()));
    }

    private static void requireSame(RunInput standing, Digest projected) {
        boolean same = standing.status() == InputStatus.COMMITTED
                && standing.projectedRoot().equals(Optional.of(projected));
        if (!same) {
            throw mismatch("expected the input as committed before, found another projected root or a returned one");
        }
    }

    private static RunEndedException mismatch(String message) {
        return new RunEndedException(EndCause.INPUT_MISMATCH, message);
    }
}
