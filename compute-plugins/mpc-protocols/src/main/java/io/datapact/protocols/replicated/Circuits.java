package io.datapact.protocols.replicated;

/**
 * Bit circuits on shared words, 64 bits side by side, and the way from numbers to bits. A conjunction costs one word a
 * party and one round; a batch of any size takes the rounds of one.
 */
public final class Circuits {
    private static final int WORD_BITS = 64;

    private final Triad triad;

    /** For one seat. */
    public Circuits(Triad triad) {
        this.triad = triad;
    }

    /** Conjunction, word by word; sizes must be the same. One round. */
    public SharedWords and(SharedWords a, SharedWords b) {
        if (a.size() != b.size()) {
            throw new IllegalArgumentException("expected " + a.size() + " words, found " + b.size());
        }
        long[] mine = triad.zeroBits(a.size());
        long[] am = a.mine(), an = a.next(), bm = b.mine(), bn = b.next();
        for (int i = 0; i < mine.length; i++) {
            mine[i] ^= (am[i] & (bm[i] ^ bn[i])) ^ (an[i] & bm[i]);
        }
        return new SharedWords(triad.index(), mine, triad.replicate(mine));
    }

    /**
     * The bits of shared numbers: each additive part is a word that two parties know, so it is shared without a message;
     * a carry-save adder brings three words to two, a Kogge-Stone adder two to one. Eight rounds, fourteen words a
     * number and party (ABY3, section 5.3).
     */
    public SharedWords bits(SharedNumbers numbers) {
        SharedWords a = part(numbers, 0);
        SharedWords b = part(numbers, 1);
        SharedWords c = part(numbers, 2);
        SharedWords sum = a.xor(b).xor(c);
        SharedWords majority = and(a.xor(c), b.xor(c)).xor(c);
        return add(sum, majority.shiftedUp(1));
    }

    /** Part k of the numbers as shared words: part k is the word, the other two are zero. */
    private SharedWords part(SharedNumbers numbers, int part) {
        long[] zero = new long[numbers.size()];
        return new SharedWords(
                numbers.party(),
                part == numbers.party() ? numbers.mine() : zero,
                part == (numbers.party() + 1) % Triad.PARTIES ? numbers.next() : zero);
    }

    /** Sum modulo 2^64 of words as numbers. Seven rounds. */
    public SharedWords add(SharedWords a, SharedWords b) {
        SharedWords half = a.xor(b);
        SharedWords generate = and(a, b);
        SharedWords propagate = half;
        int size = a.size();
        for (int reach = 1; reach < WORD_BITS; reach *= 2) {
            SharedWords both =
                    and(propagate.then(propagate), generate.shiftedUp(reach).then(propagate.shiftedUp(reach)));
            generate = generate.xor(both.slice(0, size));
            propagate = both.slice(size, size);
        }
        return half.xor(generate.shiftedUp(1));
    }

    /**
     * Whether each number is at least a public bound, both as signed numbers whose difference does not overflow.
     *
     * @return all ones where it is, else zero
     */
    public SharedWords atLeast(SharedNumbers numbers, long bound) {
        return bits(numbers.plus(-bound)).topmostBits().not();
    }

    /**
     * This party's output share: the exclusive or of the three is the words. Masked afresh, so that the three shares
     * together tell nothing but the words.
     *
     * @return as many words; the caller's
     */
    public long[] outputShare(SharedWords words) {
        long[] share = triad.zeroBits(words.size());
        for (int i = 0; i < share.length; i++) {
            share[i] ^= words.mine()[i];
        }
        return share;
    }
}
