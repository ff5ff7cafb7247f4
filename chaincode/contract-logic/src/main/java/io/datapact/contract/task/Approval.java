package io.datapact.contract.task;

import io.datapact.contract.id.Digest;

/**
 * The newest entry of an approval slot, {@code approval/<task>/<m>/<slot>}.
 *
 * @param seq         counts from 1; an approval names the seq it has seen
 * @param certificate the approver's certificate
 * @param handle      the approver's handle; neither key nor handle fills two slots of a task
 * @param standsUntil millis since the epoch
 */
public record Approval(long seq, ApprovalStatus status, Digest certificate, String handle, long standsUntil) {}
