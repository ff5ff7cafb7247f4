package io.datapact.contract.task;

import io.datapact.contract.member.Bounds;

/**
 * What a standing approval may cost in a period, and what it has cost, kept under
 * {@code standing-used/<standing>/<period>}. Starts charge it; nothing comes back.
 *
 * @param runs          runs started
 * @param epsilonMicros privacy loss of the granting member's own inputs, in millionths
 * @param price         minor units
 */
public record StandingCaps(long runs, long epsilonMicros, long price) {
    /** Nothing. */
    public static final StandingCaps NONE = new StandingCaps(0, 0, 0);

    public StandingCaps {
        Bounds.require("runs", runs, 0, Bounds.MAXIMUM_AMOUNT);
        Bounds.require("epsilonMicros", epsilonMicros, 0, Bounds.MAXIMUM_AMOUNT);
        Bounds.require("price", price, 0, Bounds.MAXIMUM_AMOUNT);
    }

    /** Whether a further run fits. */
    public boolean covers(StandingCaps spent, long moreEpsilonMicros, long morePrice) {
        return spent.runs < runs
                && moreEpsilonMicros <= epsilonMicros - spent.epsilonMicros
                && morePrice <= price - spent.price;
    }

    /** These with a further run. */
    public StandingCaps plus(long moreEpsilonMicros, long morePrice) {
        return new StandingCaps(runs + 1, epsilonMicros + moreEpsilonMicros, price + morePrice);
    }
}
