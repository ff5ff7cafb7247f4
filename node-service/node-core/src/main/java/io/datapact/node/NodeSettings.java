package io.datapact.node;

import io.datapact.node.run.AttestMargin;
import io.datapact.node.run.CrashPoints;
import io.datapact.node.run.LocalPolicy;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * How a node behaves.
 *
 * @param policy         what its owner allows besides what is approved
 * @param margin         how long before a run's deadline this node gives up what it could not attest
 * @param computeThreads plugins that may be at work at once, 1 to 64
 * @param clock          this machine's time
 * @param random         source of keys, salts and nonces
 * @param crash          hooks for tests
 */
public record NodeSettings(
        LocalPolicy policy,
        AttestMargin margin,
        int computeThreads,
        InstantSource clock,
        SecureRandom random,
        CrashPoints crash) {
    /** Checks the ranges. */
    public NodeSettings {
        if (computeThreads < 1 || computeThreads > 64) {
            throw new IllegalArgumentException("expected 1 to 64 compute threads, found " + computeThreads);
        }
    }
}
