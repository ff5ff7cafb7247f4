package io.datapact.transport;

import java.time.Duration;

/**
 * Settings of a node's transport.
 *
 * @param host address to listen on
 * @param port to listen on, 0 for a free one
 * @param callWait longest wait for an answer outside runs and for a caller's handshake, above zero, at most 10 minutes
 * @param maximumShareBytes largest sealed share taken or delivered, in bytes, 1 to 1 GiB
 */
public record TransportSettings(String host, int port, Duration callWait, long maximumShareBytes) {
    private static final int HIGHEST_PORT = 65_535;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final long LARGEST_SHARE_BYTES = 1L << 30;

    /** Checks the ranges. */
    public TransportSettings {
        if (host.isBlank() || port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("expected an address and a port of 0 to 65,535, found port " + port);
        }
        if (callWait.isNegative() || callWait.isZero() || callWait.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("expected a wait above 0 and at most 10 minutes, found " + callWait);
        }
        if (maximumShareBytes < 1 || maximumShareBytes > LARGEST_SHARE_BYTES) {
            throw new IllegalArgumentException("expected shares of 1 byte to 1 GiB, found " + maximumShareBytes);
        }
    }

    /** Loopback, a free port, 30 s, shares of 64 MiB. */
    public static TransportSettings loopback() {
        return new TransportSettings("127.0.0.1", 0, Duration.ofSeconds(30), 64L << 20);
    }
}
