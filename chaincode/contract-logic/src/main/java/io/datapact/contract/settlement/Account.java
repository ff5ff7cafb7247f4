package io.datapact.contract.settlement;

import io.datapact.contract.member.Bounds;

/** A member's free balance in a currency; {@code acct/<m>/<cur>}, written by commands of that member only. */
public record Account(long balance) {
    public Account {
        Bounds.require("balance", balance, 0, Bounds.MAXIMUM_AMOUNT);
    }
}
