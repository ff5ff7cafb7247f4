package io.datapact.node.app.run;

import io.datapact.contract.id.TaskId;
import io.datapact.contract.rules.RunStates;
import io.datapact.contract.run.RunId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.run.RunState;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.state.StateReader;
import io.datapact.node.ledger.Replica;
import io.datapact.node.ledger.ReplicaView;
import io.datapact.node.run.RunEngine;
import io.datapact.node.run.RunProgress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** How runs stand: what the ledger says, and how far this node is. */
public final class RunViews {
    private static final Set<RunState> FAILED = Set.of(RunState.ABORTED, RunState.LATE, RunState.WITHHELD);

    private final Replica replica;
    private final RunEngine engine;
    private final InstantSource clock;

    /** Looks at a node. */
    public RunViews(Replica replica, RunEngine engine, InstantSource clock) {
        this.replica = replica;
        this.engine = engine;
        this.clock = clock;
    }

    /** How a run stands, or empty if it never started. */
    public Optional<RunAnswer> find(RunId run) {
        ReplicaView view = replica.view();
        StateReader state = new StateReader(view.state());
        long now = Math.max(view.time(), clock.millis());
        return RunStates.of(state, run, now).map(found -> answer(state, run, found));
    }

    /** The runs of a task that have started, in order. */
    public List<RunAnswer> of(TaskId task, long most) {
        return LongStream.rangeClosed(1, most)
                .mapToObj(number -> find(new RunId(task, number)))
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .toList();
    }

    private RunAnswer answer(StateReader state, RunId run, RunState found) {
        Optional<Outcome> outcome = state.read(SettlementKeys.outcome(run));
        Optional<RunProgress> progress = engine.progress(run);
        Optional<String> cause = progress.map(RunProgress::cause).filter(text -> !text.isEmpty());
        return new RunAnswer(
                run.task(),
                run.run(),
                found,
                progress.map(RunProgress::stage).orElseGet(() -> outcome.isPresent() ? Stages.DONE : Stages.WAITING),
                progress.map(Stages::percent).orElse(outcome.isPresent() ? Stages.WHOLE : 0L),
                failure(cause, outcome, found),
                cause.map(Stages::detail),
                parties(state, run),
                outcome.map(Outcome::kind),
                outcome.map(Outcome::postings),
                Optional.ofNullable(engine.stuck().get(run)));
    }

    private static Optional<String> failure(Optional<String> cause, Optional<Outcome> outcome, RunState found) {
        if (cause.isPresent()) {
            return cause.map(Stages::code);
        }
        if (FAILED.contains(found)) {
            return Optional.of(found.name());
        }
        return outcome.filter(written -> switch (written.kind()) {
                    case SETTLED -> false;
                    case REFUNDED, FAILED, ABORTED -> true;
                })
                .map(written -> written.kind().name());
    }

    /** What each party has put on the ledger, by party. */
    private static List<RunAnswer.PartyAnswer> parties(StateReader state, RunId run) {
        return state.read(RunKeys.run(run)).stream()
                .flatMap(started -> started.parties().stream())
                .map(party -> new RunAnswer.PartyAnswer(
                        party.node(),
                        state.has(RunKeys.attestation(run, party.node().member())),
                        state.has(RunKeys.release(run, party.node().member())),
                        state.has(RunKeys.receipt(run, party.node().member())),
                        state.has(RunKeys.abort(run, party.node().member()))))
                .toList();
    }
}
