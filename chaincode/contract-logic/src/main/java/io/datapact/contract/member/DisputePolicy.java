package io.datapact.contract.member;

/**
 * What disputes cost and how long they take.
 *
 * @param bond           what a disputant locks, minor units of the task's currency
 * @param arbiterSeconds how long arbiters have after the window, at most 60 days
 * @param faultPenalty   upper bound of the deposit taken from one party that a ruling finds at fault
 */
public record DisputePolicy(long bond, long arbiterSeconds, long faultPenalty) {
    private static final long LONGEST = 60 * 86_400L;

    public DisputePolicy {
        Bounds.require("bond", bond, 0, Bounds.MAXIMUM_AMOUNT);
        Bounds.require("arbiterSeconds", arbiterSeconds, 1, LONGEST);
        Bounds.require("faultPenalty", faultPenalty, 0, Bounds.MAXIMUM_AMOUNT);
    }
}
