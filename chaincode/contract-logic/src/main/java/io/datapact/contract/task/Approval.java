package io.datapact.contract.task;

import io.datapact.contract.id.Digest;
import io.datapact.contract.id.StandingId;
import java.util.Optional;

/**
 * The newest entry of an approval slot, {@code approval/<task>/<m>/<slot>}.
 *
 * @param seq         counts from 1; an approval names the seq it has seen
 * @param certificate the approver's certificate
 * @param handle      the approver's handle; neither key nor handle fills two slots of a task
 * @param standsUntil millis since the epoch
 * @param standing    the standing approval by which an auto-approver signed; ends with it
 */
public record Approval(
        long seq,
        ApprovalStatus status,
        Digest certificate,
        String handle,
        long standsUntil,
        Optional<StandingId> standing) {
    /** An entry that an approver made by itself. */
    public Approval(long seq, ApprovalStatus status, Digest certificate, String handle, long standsUntil) {
        this(seq, status, certificate, handle, standsUntil, Optional.empty());
    }
}
