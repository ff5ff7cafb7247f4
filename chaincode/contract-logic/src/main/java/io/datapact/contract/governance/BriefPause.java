package io.datapact.contract.governance;

/**
 * {@code paused/<m>}: the last brief pause that a member called.
 *
 * @param since transaction time of its begin, millis since the epoch
 * @param until its planned end
 */
public record BriefPause(long since, long until) {}
