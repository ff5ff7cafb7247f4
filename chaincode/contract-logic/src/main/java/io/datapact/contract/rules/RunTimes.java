package io.datapact.contract.rules;

import io.datapact.contract.member.Policy;
import io.datapact.contract.run.RunState;
import io.datapact.contract.task.SettlementTerms;

/** When an ended run may be disputed, ruled on and closed: contract.md section 6. Active time, millis. */
final class RunTimes {
    private static final long MILLIS = 1_000;

    private final RunFacts facts;
    private final RunState state;

    /**
     * @param state the run's state now
     */
    RunTimes(RunFacts facts, RunState state) {
        this.facts = facts;
        this.state = state;
    }

    /** Whether the run has come to one of its four ends and waits for its outcome. */
    static boolean isEnded(RunState state) {
        return state == RunState.RELEASED
                || state == RunState.WITHHELD
                || state == RunState.ABORTED
                || state == RunState.LATE;
    }

    /** What a disputant locks: nothing where nobody could rule. */
    static long bond(SettlementTerms terms, Policy policy) {
        return terms.arbiters().members().isEmpty() ? 0 : policy.disputes().bond();
    }

    /** Until when disputes open: E and the window. */
    long disputableUntil() {
        return end() + window();
    }

    /** Until when arbiters rule. */
    long rulingUntil() {
        return disputableUntil() + facts.policy().disputes().arbiterSeconds() * MILLIS;
    }

    /** Until when the run stays open in any case: 120 s longer where lateness ended it. */
    long openUntil() {
        boolean late = state == RunState.LATE || state == RunState.WITHHELD;
        return disputableUntil() + (late ? RunRules.LATENESS_MILLIS : 0);
    }

    private long end() {
        return switch (state) {
            case RELEASED -> facts.lastRelease();
            case WITHHELD -> facts.releaseDeadline();
            case ABORTED -> facts.firstAbort();
            case LATE -> facts.run().deadline();
            default -> throw new IllegalStateException("expected a run that ended, found one " + state);
        };
    }

    /** No window where nothing is at stake. */
    private long window() {
        SettlementTerms terms = facts.manifest().terms();
        boolean money = terms.price() > 0
                || terms.deposits().stream().anyMatch(deposit -> deposit.amount() > 0)
                || bond(terms, facts.policy()) > 0;
        return money ? facts.policy().windowSeconds() * MILLIS : 0;
    }
}
