package io.datapact.contract.evidence;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.MemberId;
import io.datapact.contract.id.TaskId;
import io.datapact.contract.member.Bounds;
import java.util.Optional;

/**
 * A statement's place in its party's evidence chain. Each party keeps one chain per task; the head that it anchors is
 * the digest of the newest statement's payload, the count that statement's counter.
 *
 * @param task        the task that the chain is about
 * @param member      the party whose chain it is
 * @param certificate the node certificate that signs the statement
 * @param counter     counts from 1 without gaps
 * @param previous    digest of the payload (not the envelope) of the statement before; absent for the first
 * @param at          the party's clock, millis since the epoch: a claim
 */
public record ChainLink(
        TaskId task, MemberId member, Digest certificate, long counter, Optional<Digest> previous, long at) {
    /** Most statements of a chain. */
    public static final long MAXIMUM_COUNT = 100_000;

    public ChainLink {
        Bounds.require("counter", counter, 1, MAXIMUM_COUNT);
        if (previous.isPresent() == (counter == 1)) {
            throw new IllegalArgumentException(
                    "expected a previous digest in every statement but the first, found counter " + counter
                            + (previous.isPresent() ? " with one" : " without one"));
        }
    }
}
