package io.datapact.protocols.replicated;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * One party's part of a vector of 64-bit words shared by exclusive or. Immutable. What is linear over bits needs no
 * message.
 */
public final class SharedWords {
    private final int party;
    private final long[] mine;
    private final long[] next;

    SharedWords(int party, long[] mine, long[] next) {
        this.party = party;
        this.mine = mine;
        this.next = next;
    }

    /** Words in the vector. */
    public int size() {
        return mine.length;
    }

    int party() {
        return party;
    }

    long[] mine() {
        return mine;
    }

    long[] next() {
        return next;
    }

    /** Exclusive or, word by word; sizes must be the same. */
    public SharedWords xor(SharedWords other) {
        if (other.size() != size()) {
            throw new IllegalArgumentException("expected " + size() + " words, found " + other.size());
        }
        return new SharedWords(party, xor(mine, other.mine), xor(next, other.next));
    }

    private static long[] xor(long[] a, long[] b) {
        long[] out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = a[i] ^ b[i];
        }
        return out;
    }

    /** Every bit flipped. */
    public SharedWords not() {
        return new SharedWords(
                party,
                party == 0 ? each(mine, x -> ~x) : mine,
                party == Triad.PARTIES - 1 ? each(next, x -> ~x) : next);
    }

    /** Every word shifted up, zeros come in. */
    public SharedWords shiftedUp(int bits) {
        return new SharedWords(party, each(mine, x -> x << bits), each(next, x -> x << bits));
    }

    /** Every word filled with its topmost bit: all ones or zero. */
    public SharedWords topmostBits() {
        return new SharedWords(party, each(mine, x -> x >> 63), each(next, x -> x >> 63));
    }

    /** The words at these places, in this order; a place may come twice. */
    public SharedWords pick(int[] places) {
        return new SharedWords(
                party,
                Arrays.stream(places).mapToLong(i -> mine[i]).toArray(),
                Arrays.stream(places).mapToLong(i -> next[i]).toArray());
    }

    /** This vector and the other behind it. */
    public SharedWords then(SharedWords other) {
        return new SharedWords(party, joined(mine, other.mine), joined(next, other.next));
    }

    /** Words from here, so many. */
    public SharedWords slice(int from, int count) {
        return new SharedWords(
                party, Arrays.copyOfRange(mine, from, from + count), Arrays.copyOfRange(next, from, from + count));
    }

    private static long[] each(long[] a, LongUnaryOperator operator) {
        return Arrays.stream(a).map(operator).toArray();
    }

    private static long[] joined(long[] a, long[] b) {
        long[] out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }
}
