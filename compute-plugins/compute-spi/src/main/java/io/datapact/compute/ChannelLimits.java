package io.datapact.compute;

import java.time.Duration;

/**
 * Bounds of one peer channel; both sides use the same.
 *
 * @param maximumMessageBytes largest message, in bytes, 1 to 64 MiB
 * @param queuedBytes bytes that may wait to be sent, and bytes that may wait to be received, at least one message
 * @param totalBytes most bytes either way over the whole run
 * @param waitForPeer longest wait in one send or receive, above zero, at most a day
 */
public record ChannelLimits(int maximumMessageBytes, long queuedBytes, long totalBytes, Duration waitForPeer) {
    /** Largest message of any channel, in bytes. */
    public static final int LARGEST_MESSAGE_BYTES = 64 << 20;

    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /** Messages of 16 MiB, 64 MiB queued, 60 s wait. */
    public static ChannelLimits standard(long totalBytes) {
        return new ChannelLimits(16 << 20, 64L << 20, totalBytes, Duration.ofSeconds(60));
    }

    /** Checks the ranges. */
    public ChannelLimits {
        if (maximumMessageBytes < 1 || maximumMessageBytes > LARGEST_MESSAGE_BYTES) {
            throw new IllegalArgumentException("expected messages of 1 byte to 64 MiB, found " + maximumMessageBytes);
        }
        if (queuedBytes < maximumMessageBytes) {
            throw new IllegalArgumentException("expected room for at least one message of %d bytes, found %d"
                    .formatted(maximumMessageBytes, queuedBytes));
        }
        if (totalBytes < 1) {
            throw new IllegalArgumentException("expected a total of at least 1 byte, found " + totalBytes);
        }
        if (waitForPeer.isNegative() || waitForPeer.isZero() || waitForPeer.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("expected a wait above 0 and at most a day, found " + waitForPeer);
        }
    }
}
