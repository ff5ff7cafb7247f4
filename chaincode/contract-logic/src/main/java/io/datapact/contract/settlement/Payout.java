package io.datapact.contract.settlement;

import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Bounds;

/**
 * Money that left the ledger, as kept under {@code payout/<m>/<cur>/<command>}, written once. The currency's issuer
 * owes it to the member from then on.
 *
 * @param amount minor units
 * @param order  digest of the payment order that the member gives the issuer, which holds a 32-byte salt
 * @param at     transaction time, millis since the epoch
 */
public record Payout(long amount, Digest order, long at) {
    public Payout {
        Bounds.require("amount", amount, 1, Bounds.MAXIMUM_AMOUNT);
    }
}
