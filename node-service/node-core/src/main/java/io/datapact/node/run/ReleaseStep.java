package io.datapact.node.run;

import io.datapact.contract.command.RunCommand.Release;
import io.datapact.contract.evidence.ReleasePredicate;
import io.datapact.contract.evidence.Subject;
import io.datapact.contract.run.ReleaseDue;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.run.RunState;
import io.datapact.contract.state.StateReader;
import io.datapact.node.evidence.EvidenceLog;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Once all have attested the same, publishes the keys to this party's sealed shares. */
final class ReleaseStep {
    private static final Set<RunState> BEFORE = Set.of(RunState.STARTED, RunState.COMPUTING);

    private final RunLedger ledger;
    private final EvidenceLog evidence;

    ReleaseStep(RunLedger ledger, EvidenceLog evidence) {
        this.ledger = ledger;
        this.evidence = evidence;
    }

    /** Waits for the attestations and releases once. */
    void release(RunFacts facts, Prepared prepared) throws InterruptedException {
        RunState state = ledger.awaitLeaving(facts.id(), BEFORE);
        boolean due = !prepared.keys().isEmpty() && !ledger.state().has(RunKeys.release(facts.id(), facts.member()));
        if (state == RunState.ATTESTED && due) {
            state(facts, prepared);
            ledger.require(new Release(facts.id(), prepared.keys()));
        }
    }

    /** Whether this party has attested, all have attested the same, and its keys are still to be published. */
    boolean owes(RunFacts facts) {
        StateReader state = ledger.state();
        return ledger.stateOf(facts.id()) == RunState.ATTESTED
                && state.has(RunKeys.attestation(facts.id(), facts.member()))
                && !state.has(RunKeys.release(facts.id(), facts.member()));
    }

    private void state(RunFacts facts, Prepared prepared) {
        List<ReleaseDue> released = prepared.common().release().stream()
                .filter(due -> due.party() == facts.index())
                .toList();
        evidence.appendOnce(
                facts.id().task(),
                said -> said instanceof ReleasePredicate other
                        && other.run().equals(facts.id())
                        && !other.released().isEmpty(),
                Subject.of(facts.id().task().value(), facts.manifestDigest()),
                link -> new ReleasePredicate(
                        link, facts.id(), released, List.of(), prepared.checks(), Optional.empty()));
    }
}
