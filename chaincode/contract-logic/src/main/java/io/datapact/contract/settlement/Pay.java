package io.datapact.contract.settlement;

import io.datapact.contract.id.MemberId;
import io.datapact.contract.member.Bounds;

/**
 * Money that waits to be collected: {@code payin/<cur>/<reference>} and {@code pay/<m>/<cur>/<task>/<n>}.
 *
 * @param member    who may collect it
 * @param amount    minor units
 * @param collected whether it was
 */
public record Pay(MemberId member, long amount, boolean collected) {
    public Pay {
        Bounds.require("amount", amount, 0, Bounds.MAXIMUM_AMOUNT);
    }
}
