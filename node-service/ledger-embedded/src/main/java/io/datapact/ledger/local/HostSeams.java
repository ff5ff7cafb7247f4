package io.datapact.ledger.local;

import io.datapact.ledger.log.LogDisk;
import java.time.Clock;

/**
 * What a host takes from outside, so that tests may bring their own.
 *
 * @param clock  gives transactions their time
 * @param disk   keeps the log
 * @param points hears of crash points
 */
public record HostSeams(Clock clock, LogDisk disk, CrashPoints points) {}
