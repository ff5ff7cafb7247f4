package io.datapact.protocols;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** Randomness that repeats: for tests alone. */
public final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final SplittableRandom source;

    public SeededRandom(long seed) {
        source = new SplittableRandom(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        source.nextBytes(bytes);
    }
}
