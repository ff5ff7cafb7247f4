package io.datapact.contract.task;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;

/** A member's weight in the sharing of a price, 0 to 1,000,000. */
public record Share(MemberId member, long weight) {
    public Share {
        Bounds.require("weight", weight, 0, Bounds.MAXIMUM_WEIGHT);
    }
}
