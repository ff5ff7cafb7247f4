package io.datapact.contract.task;

import io.datapact.contract.member.Bounds;
import java.math.BigInteger;

/**
 * Bounds of a task's runs.
 *
 * @param notBefore  millis since the epoch
 * @param notAfter   millis since the epoch, positive
 * @param runSeconds longest run
 * @param peerBytes  most bytes a party may send to its peers in a run
 */
public record Limits(long runs, long notBefore, long notAfter, long runSeconds, BigInteger peerBytes) {
    public Limits {
        Bounds.require("runs", runs, 1, Bounds.RUNS);
        Bounds.require("notBefore", notBefore, 0, Bounds.MAXIMUM_AMOUNT);
        Bounds.require("notAfter", notAfter, 1, Bounds.MAXIMUM_AMOUNT);
        Bounds.require("runSeconds", runSeconds, 1, 7 * 86_400L);
        if (peerBytes.signum() <= 0 || peerBytes.bitLength() > 62) {
            throw new IllegalArgumentException(
                    "expected peerBytes of 1 to 2^62, found " + peerBytes.bitLength() + " bits");
        }
    }
}
