package io.datapact.ledger.local;

import io.datapact.ledger.log.LogDisk;
import io.datapact.ledger.verify.CommandVerification;
import io.datapact.ledger.work.Workers;
import java.time.Clock;

/**
 * What a host takes from outside, so that tests may bring their own.
 *
 * @param clock        gives transactions their time
 * @param disk         keeps the log
 * @param points       hears of crash points
 * @param workers      order commands and write the log
 * @param verification verifies commands; remembers signatures from then on
 * @param bounds       how much may be under way
 */
public record HostSeams(
        Clock clock,
        LogDisk disk,
        CrashPoints points,
        Workers workers,
        CommandVerification verification,
        Backpressure bounds) {
    /** With threads, and signatures verified natively where possible. */
    public HostSeams(Clock clock, LogDisk disk, CrashPoints points) {
        this(clock, disk, points, Backpressure.USUAL);
    }

    /** With threads and such bounds, and signatures verified natively where possible. */
    public HostSeams(Clock clock, LogDisk disk, CrashPoints points, Backpressure bounds) {
        this(clock, disk, points, Workers.threads(), new CommandVerification(), bounds);
    }

    /** With the usual bounds. */
    public HostSeams(Clock clock, LogDisk disk, CrashPoints points, Workers workers, CommandVerification verification) {
        this(clock, disk, points, workers, verification, Backpressure.USUAL);
    }
}
