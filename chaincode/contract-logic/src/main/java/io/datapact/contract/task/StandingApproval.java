package io.datapact.contract.task;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.StandingId;
import io.datapact.contract.member.Bounds;
import java.util.List;
import java.util.Optional;

/**
 * A standing approval as kept under {@code standing/<id>}. It fills no slot by itself: an auto-approver's exact
 * {@code ApproveTask} names it.
 *
 * @param grants certificates of the approvers that granted it, of one or of two people
 * @param ended  when it ended, millis since the epoch
 */
public record StandingApproval(
        StandingId standing, StandingTemplate template, List<Digest> grants, Optional<Long> ended) {
    /** Most people that grant one. */
    public static final int MAXIMUM_GRANTS = 2;

    public StandingApproval {
        grants = List.copyOf(grants);
        Bounds.require("grants", grants.size(), 1, MAXIMUM_GRANTS);
    }
}
