package io.datapact.node.run;

import io.datapact.contract.command.RunCommand.AbortRun;
import io.datapact.contract.command.RunCommand.ReturnReservation;
import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.run.RunState;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.TaskInput;
import io.datapact.node.evidence.EvidenceHead;
import io.datapact.node.evidence.EvidenceLog;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ends a run early at this node: records the cause, and gives back what was never committed. */
final class EndStep {
    private static final Set<RunState> ABORTABLE = Set.of(RunState.STARTED, RunState.COMPUTING);

    private final RunLedger ledger;
    private final EvidenceLog evidence;

    EndStep(RunLedger ledger, EvidenceLog evidence) {
        this.ledger = ledger;
        this.evidence = evidence;
    }

    /** Signs an abort, unless this party has attested or aborted, or the run is over. */
    void abort(RunFacts facts, RunEndedException why) throws InterruptedException {
        StateReader state = ledger.state();
        boolean bound = state.has(RunKeys.attestation(facts.id(), facts.member()))
                || state.has(RunKeys.abort(facts.id(), facts.member()));
        if (!bound && ABORTABLE.contains(ledger.stateOf(facts.id()))) {
            Optional<MemberId> peer = why.peer().isPresent()
                    ? Optional.of(facts.party(why.peer().getAsInt()).node().member())
                    : Optional.empty();
            AbortRun command = new AbortRun(facts.id(), why.code(), peer, head(facts));
            if (ledger.file(command).isPresent() && ABORTABLE.contains(ledger.stateOf(facts.id()))) {
                throw new RunEndedException(
                        why.code(), "expected an abort of run " + facts.id() + " to stand, found it refused");
            }
        }
    }

    /** Gives back the reservation of own inputs that were never committed, once the run is over. */
    void giveBack(RunFacts facts) throws InterruptedException {
        for (TaskInput input : uncommitted(facts)) {
            ledger.await(() -> over(facts));
            if (!ledger.state().has(RunKeys.input(facts.id(), input.name()))) {
                ledger.require(new ReturnReservation(facts.id(), input.name()));
            }
        }
    }

    private List<TaskInput> uncommitted(RunFacts facts) {
        StateReader state = ledger.state();
        return facts.ownInputs().stream()
                .filter(input -> !state.has(RunKeys.input(facts.id(), input.name())))
                .toList();
    }

    private boolean over(RunFacts facts) {
        return switch (ledger.stateOf(facts.id())) {
            case DECIDED, ABORTED -> true;
            case LATE -> ledger.activeTime() > facts.run().deadline() + CloseStep.LATE_GRACE_MILLIS;
            case STARTED, COMPUTING, ATTESTED, RELEASED, WITHHELD -> false;
        };
    }

    private Digest head(RunFacts facts) {
        return evidence.head(facts.id().task()).map(EvidenceHead::head).orElseGet(() -> Digest.of(new byte[0]));
    }
}
