package io.datapact.contract.settlement;

import io.datapact.contract.id.Code;
import io.datapact.contract.id.Digest;
import io.datapact.contract.member.Bounds;

/**
 * A member's dispute of a run as kept under {@code dispute/<task>/<n>/<m>}, written once.
 *
 * @param cause     what is disputed, as a code; a claim
 * @param statement digest of the statement as sent encrypted to the arbiters, which holds a 32-byte salt
 * @param bond      what it locked, minor units of the task's currency; resolved by the run's outcome
 * @param at        active time, millis
 */
public record Dispute(Code cause, Digest statement, long bond, long at) {
    public Dispute {
        Bounds.require("bond", bond, 0, Bounds.MAXIMUM_AMOUNT);
    }
}
