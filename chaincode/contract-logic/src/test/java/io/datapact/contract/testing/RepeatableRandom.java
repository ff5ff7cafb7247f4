package io.datapact.contract.testing;

import io.datapact.contract.id.Digest;

/** A fixture's numbers with which a signature follows from its message, in whatever order messages are signed. */
final class RepeatableRandom extends FixedRandom {
    private static final long serialVersionUID = 1L;

    private final String seed;

    RepeatableRandom(String seed) {
        super(seed);
        this.seed = seed;
    }

    /** The numbers for one message. */
    FixedRandom of(byte[] message) {
        return new FixedRandom(seed + "/" + Digest.of(message));
    }
}
