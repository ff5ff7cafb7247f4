package io.datapact.node.run;

import io.datapact.contract.codec.RecordCodec;
import io.datapact.contract.command.SettlementCommand.CloseRun;
import io.datapact.contract.evidence.SettlementPredicate;
import io.datapact.contract.evidence.Subject;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.MemberKeys;
import io.datapact.contract.member.Policy;
import io.datapact.contract.run.Abort;
import io.datapact.contract.run.Attestation;
import io.datapact.contract.run.Released;
import io.datapact.contract.run.RunKeys;
import io.datapact.contract.run.RunState;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.state.StateReader;
import io.datapact.contract.task.MemberAmount;
import io.datapact.contract.task.Party;
import io.datapact.node.evidence.EvidenceLog;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** Closes a run once its window is over, as far as nobody else has, and states the outcome. */
final class CloseStep {
    /** What ends a run by lateness waits longer: contract.md, ground rules. */
    static final long LATE_GRACE_MILLIS = 120_000;

    /** The proposer's node closes first; others give it this long, each a step more, before they do. */
    private static final long TURN_MILLIS = 5_000;

    private static final long REST_MILLIS = 500;

    private static final Set<RunState> UNDECIDED = Set.of(RunState.STARTED, RunState.COMPUTING, RunState.ATTESTED);

    private final RunLedger ledger;
    private final EvidenceLog evidence;
    private final AnchorStep anchors;

    CloseStep(RunLedger ledger, EvidenceLog evidence, AnchorStep anchors) {
        this.ledger = ledger;
        this.evidence = evidence;
        this.anchors = anchors;
    }

    /** Waits for the outcome, asking for it when it is due, then states and anchors it. */
    void close(RunFacts facts) throws InterruptedException {
        while (outcome(facts).isEmpty()) {
            RunState state = ledger.stateOf(facts.id());
            if (!UNDECIDED.contains(state) && ledger.activeTime() > due(facts, state) + turn(facts)) {
                Optional<Refusal> refusal = ledger.file(new CloseRun(facts.id()));
                // Where others were first, or the ledger's clock is behind: looked at again after a rest.
                Thread.sleep(refusal.isPresent() ? REST_MILLIS : 0);
            } else {
                ledger.awaitTick();
            }
        }
        state(facts, outcome(facts).orElseThrow());
        anchors.anchor(facts);
    }

    private Optional<Outcome> outcome(RunFacts facts) {
        return ledger.state().read(SettlementKeys.outcome(facts.id()));
    }

    /** When the window is over, in active time: contract.md section 6. */
    private long due(RunFacts facts, RunState state) {
        StateReader reader = ledger.state();
        Policy policy = reader.read(MemberKeys.policy(facts.run().policy())).orElseThrow();
        boolean free = facts.manifest().terms().price() == 0
                && facts.manifest().terms().deposits().stream()
                                .mapToLong(MemberAmount::amount)
                                .sum()
                        == 0;
        long window = free ? 0 : policy.windowSeconds() * 1000;
        return window
                + switch (state) {
                    case ABORTED -> firstAbort(reader, facts);
                    case WITHHELD ->
                        lastAttestation(reader, facts) + policy.releaseSeconds() * 1000 + LATE_GRACE_MILLIS;
                    case RELEASED -> lastRelease(reader, facts).orElseGet(() -> lastAttestation(reader, facts));
                    default -> facts.run().deadline() + LATE_GRACE_MILLIS;
                };
    }

    private static long firstAbort(StateReader reader, RunFacts facts) {
        return facts.manifest().parties().stream()
                .flatMap(party ->
                        reader.read(RunKeys.abort(facts.id(), party.node().member())).stream())
                .mapToLong(Abort::at)
                .min()
                .orElseThrow();
    }

    private static long lastAttestation(StateReader reader, RunFacts facts) {
        return facts.manifest().parties().stream()
                .flatMap(party ->
                        reader.read(RunKeys.attestation(facts.id(), party.node().member())).stream())
                .mapToLong(Attestation::at)
                .max()
                .orElseThrow();
    }

    private static Optional<Long> lastRelease(StateReader reader, RunFacts facts) {
        LongStream releases = facts.manifest().parties().stream()
                .flatMap(party ->
                        reader.read(RunKeys.release(facts.id(), party.node().member())).stream())
                .mapToLong(Released::at);
        return releases.boxed().max(Long::compare);
    }

    private static long turn(RunFacts facts) {
        Party self = facts.party(facts.index());
        boolean first = self.node().member().equals(facts.manifest().proposer());
        return first ? 0 : TURN_MILLIS * (1 + self.index());
    }

    private void state(RunFacts facts, Outcome outcome) {
        Digest digest = Digest.of(RecordCodec.of(Outcome.class).encode(outcome));
        evidence.appendOnce(
                facts.id().task(),
                said -> said instanceof SettlementPredicate other && other.run().equals(facts.id()),
                Subject.of(facts.id().task().value(), facts.manifestDigest()),
                link -> new SettlementPredicate(link, facts.id(), outcome.kind(), outcome.row(), digest));
    }
}
