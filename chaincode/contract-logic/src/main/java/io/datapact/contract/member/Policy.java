package io.datapact.contract.member;

import io.datapact.contract.id.MemberId;

/**
 * A version of the consortium's policy, kept under {@code policy/<v>}. Times are seconds, amounts minor units.
 *
 * @param version            counts from 1
 * @param approvalSeconds    how long an approval stands
 * @param maximumRunSeconds  longest run, at most 7 days
 * @param releaseSeconds     from the last attestation until releases are due, at most 1 day
 * @param windowSeconds      dispute window after a run's end, at most 30 days
 * @param silencePenalty     upper bound of the deposit taken from one silent party
 * @param releaseSharePercent deposit that a price asks of every party, in percent of the price
 * @param pool               the member that receives forfeited deposits
 * @param minimumGroup       smallest group any output may show
 * @param reviewsNeeded      reviews an algorithm version needs
 * @param openTasks          open tasks a member may have (slots 1 to this)
 * @param denialsPerDay      denials a gate may record about one asker in a day; the last one bears the overflow
 * @param adminDelaySeconds  from the registration of an admin or revoker certificate until it may sign
 * @param lookBackSeconds    how far back an invalidity date may lie
 * @param graceUntil         until when tasks under older policy versions may start, millis since the epoch
 * @param approvals          who must approve what
 * @param disputes           what a dispute costs, and how long arbiters have
 * @param periods            budgets and quotas that begin anew
 */
public record Policy(
        long version,
        long approvalSeconds,
        long maximumRunSeconds,
        long releaseSeconds,
        long windowSeconds,
        long silencePenalty,
        long releaseSharePercent,
        MemberId pool,
        long minimumGroup,
        long reviewsNeeded,
        long openTasks,
        long denialsPerDay,
        long adminDelaySeconds,
        long lookBackSeconds,
        long graceUntil,
        ApprovalPolicy approvals,
        DisputePolicy disputes,
        PeriodPolicy periods) {
    public Policy {
        Bounds.require("maximumRunSeconds", maximumRunSeconds, 1, 7 * 86_400L);
        Bounds.require("releaseSeconds", releaseSeconds, 1, 86_400L);
        Bounds.require("windowSeconds", windowSeconds, 0, 30 * 86_400L);
        Bounds.require("approvalSeconds", approvalSeconds, 1, 180 * 86_400L);
        Bounds.require("releaseSharePercent", releaseSharePercent, 0, 100);
        Bounds.require("silencePenalty", silencePenalty, 0, Bounds.MAXIMUM_AMOUNT);
        Bounds.require("minimumGroup", minimumGroup, 1, 1_000_000);
        Bounds.require("reviewsNeeded", reviewsNeeded, 0, 16);
        Bounds.require("openTasks", openTasks, 1, 10_000);
        Bounds.require("denialsPerDay", denialsPerDay, 1, 10_000);
        Bounds.require("adminDelaySeconds", adminDelaySeconds, 0, 30 * 86_400L);
        Bounds.require("lookBackSeconds", lookBackSeconds, 0, 365 * 86_400L);
        Bounds.require("version", version, 1, 999_999);
    }
}
