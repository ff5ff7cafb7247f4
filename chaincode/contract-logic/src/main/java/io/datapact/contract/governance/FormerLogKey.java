package io.datapact.contract.governance;

/**
 * {@code log-key/<digest>}: that a key was the log's and is no longer. It never becomes the log's again.
 *
 * @param until transaction time of the enactment that replaced it, millis since the epoch
 */
public record FormerLogKey(long until) {}
