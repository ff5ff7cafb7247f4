package io.datapact.contract.settlement;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;

/** Money locked for a run: {@code hold/<task>/<n>} and {@code deposit/<task>/<n>/<m>}. */
public record Locked(MemberId member, String currency, long amount) {
    public Locked {
        Bounds.require("amount", amount, 0, Bounds.MAXIMUM_AMOUNT);
    }
}
