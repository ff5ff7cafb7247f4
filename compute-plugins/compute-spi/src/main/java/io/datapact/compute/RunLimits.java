package io.datapact.compute;

import java.time.Duration;

/**
 * What a run may use at this party.
 *
 * @param runTime from start to attestation; the node cancels when it is over
 * @param peerBytes most bytes to all peers together
 * @param messageBytes largest message, in bytes
 * @param heapBytes memory that the plugin should stay within; larger data must be spilled or refused with LIMIT
 */
public record RunLimits(Duration runTime, long peerBytes, int messageBytes, long heapBytes) {
    /** Checks that each is above zero. */
    public RunLimits {
        if (runTime.isNegative() || runTime.isZero() || peerBytes < 1 || messageBytes < 1 || heapBytes < 1) {
            throw new IllegalArgumentException("expected limits above zero, found one that is not");
        }
    }
}
