package io.datapact.contract.history;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Random choices. */
final class Draw {
    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private final Random random;

    /** Choices whose first draws differ much between neighbouring seeds. */
    Draw(long seed) {
        long mixed = (seed + 1) * GOLDEN;
        this.random = new Random(mixed ^ (mixed >>> 29));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long between(long least, long most) {
        return least + (long) (random.nextDouble() * (most - least + 1));
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    <T> Optional<T> any(List<T> of) {
        return of.isEmpty() ? Optional.empty() : Optional.of(one(of));
    }

    /** True once in so many times. */
    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    /** 32 hexadecimal digits. */
    String nonce() {
        return String.format("%016x%016x", random.nextLong(), random.nextLong());
    }
}
