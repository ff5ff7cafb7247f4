package io.datapact.contract.settlement;

import io.datapact.contract.id.MemberId;
import java.util.List;

/**
 * A run's outcome as kept under {@code outcome/<task>/<n>}, written once.
 *
 * @param row      row of the table in contract.md section 6 that decided
 * @param postings who was paid what, sorted by member: shares, fee, refunds, deposits and bonds given
 *                 back, penalties, bonds lost
 */
public record Outcome(OutcomeKind kind, long row, List<Posting> postings, long at) {
    public Outcome {
        postings = List.copyOf(postings);
    }

    /**
     * One payment of an outcome.
     *
     * @param cause {@code share}, {@code fee}, {@code refund}, {@code deposit-back}, {@code penalty},
     *              {@code bond-back}, {@code bond-lost}
     * @param from  whose money it was: the payer's for shares, fee and refund; the depositor's or disputant's otherwise
     */
    public record Posting(MemberId to, long amount, String cause, MemberId from) {}
}
