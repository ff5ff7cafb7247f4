package io.datapact.contract.history;

import io.datapact.contract.command.CommandCodec;
import io.datapact.contract.command.GovernanceCommand;
import io.datapact.contract.command.SettlementCommand;
import io.datapact.contract.command.TaskCommand;
import io.datapact.contract.rules.Decision;
import io.datapact.contract.rules.Reason;
import io.datapact.contract.settlement.Outcome;
import io.datapact.contract.settlement.SettlementKeys;
import io.datapact.contract.state.StateReader;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what histories came to. */
final class Tally {
    private final SortedMap<String, Long> accepted = new TreeMap<>();
    private final SortedMap<Reason, Long> refused = new TreeMap<>();
    private final SortedMap<String, Long> outcomes = new TreeMap<>();
    private final SortedMap<String, Long> actions = new TreeMap<>();
    private long histories;
    private long steps;
    private long automatic;

    void count(Act act, Decision decision, Store after) {
        steps++;
        switch (decision) {
            case Decision.Rejected(Reason reason, String detail) -> add(refused, reason);
            case Decision.Accepted written -> {
                add(accepted, CommandCodec.type(act.command().getClass()));
                if (act.command() instanceof TaskCommand.ApproveTask approve
                        && approve.standing().isPresent()) {
                    automatic++;
                }
                if (act.command() instanceof GovernanceCommand.Enact enact) {
                    add(actions, enact.motion().action());
                }
                if (act.command() instanceof SettlementCommand.CloseRun close) {
                    Outcome outcome = new StateReader(after)
                            .read(SettlementKeys.outcome(close.run()))
                            .orElseThrow(() -> new IllegalStateException("expected the outcome of a run closed"));
                    add(outcomes, "row " + outcome.row() + " " + outcome.kind());
                }
            }
        }
    }

    void history() {
        histories++;
    }

    synchronized void add(Tally other) {
        other.accepted.forEach((key, count) -> accepted.merge(key, count, Long::sum));
        other.refused.forEach((key, count) -> refused.merge(key, count, Long::sum));
        other.outcomes.forEach((key, count) -> outcomes.merge(key, count, Long::sum));
        other.actions.forEach((key, count) -> actions.merge(key, count, Long::sum));
        histories += other.histories;
        steps += other.steps;
        automatic += other.automatic;
    }

    private static <K> void add(SortedMap<K, Long> counts, K key) {
        counts.merge(key, 1L, Long::sum);
    }

    SortedMap<String, Long> accepted() {
        return accepted;
    }

    SortedMap<Reason, Long> refused() {
        return refused;
    }

    SortedMap<String, Long> outcomes() {
        return outcomes;
    }

    SortedMap<String, Long> actions() {
        return actions;
    }

    long histories() {
        return histories;
    }

    /** Approvals by a standing one. */
    long automatic() {
        return automatic;
    }

    long steps() {
        return steps;
    }

    @Override
    public String toString() {
        return histories + " histories of " + steps + " steps\naccepted " + accepted + "\nrefused " + refused
                + "\nactions " + actions + "\noutcomes " + outcomes + "\nby standing approvals " + automatic;
    }
}
