package io.datapact.contract.history;

import java.util.Arrays;

/** Bytes with some of them flipped, changed, cut off, doubled or moved. */
final class ByteMutants {
    private ByteMutants() {}

    static byte[] mutated(byte[] original, Draw draw) {
        int at = draw.below(original.length);
        return switch (draw.below(8)) {
            case 0 -> Arrays.copyOf(original, at);
            case 1 -> Arrays.copyOf(original, original.length + 1 + draw.below(4));
            case 2 -> doubled(original, at, Math.min(original.length, at + 1 + draw.below(40)));
            case 3 -> swapped(original, at, draw.below(original.length));
            default -> flipped(original, 1 + draw.below(3), draw);
        };
    }

    private static byte[] flipped(byte[] original, int times, Draw draw) {
        byte[] mutant = original.clone();
        for (int i = 0; i < times; i++) {
            int at = draw.below(mutant.length);
            mutant[at] ^= (byte) (draw.once(3) ? 1 + draw.below(255) : 1 << draw.below(8));
        }
        return mutant;
    }

    private static byte[] doubled(byte[] original, int from, int to) {
        byte[] mutant = new byte[original.length + to - from];
        System.arraycopy(original, 0, mutant, 0, to);
        System.arraycopy(original, from, mutant, to, original.length - from);
        return mutant;
    }

    private static byte[] swapped(byte[] original, int one, int other) {
        byte[] mutant = original.clone();
        mutant[one] = original[other];
        mutant[other] = original[one];
        return mutant;
    }
}
