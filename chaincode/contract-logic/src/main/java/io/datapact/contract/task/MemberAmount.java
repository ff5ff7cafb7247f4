package io.datapact.contract.task;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;

/** An amount in minor units that concerns a member: a fee, or a deposit asked of it. */
public record MemberAmount(MemberId member, long amount) {
    public MemberAmount {
        Bounds.require("amount", amount, 0, Bounds.MAXIMUM_AMOUNT);
    }
}
