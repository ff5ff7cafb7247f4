package io.datapact.protocols.replicated;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One party's part of a vector of shared numbers modulo 2^64. Immutable. What is linear needs no message.
 */
public final class SharedNumbers {
    private final int party;
    private final long[] mine;
    private final long[] next;

    SharedNumbers(int party, long[] mine, long[] next) {
        this.party = party;
        this.mine = mine;
        this.next = next;
    }

    /** Numbers in the vector. */
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

    /** Element by element; sizes must be the same. */
    public SharedNumbers plus(SharedNumbers other) {
        return combined(other, 1);
    }

    /** Element by element; sizes must be the same. */
    public SharedNumbers minus(SharedNumbers other) {
        return combined(other, -1);
    }

    private SharedNumbers combined(SharedNumbers other, long factor) {
        if (other.size() != size()) {
            throw new IllegalArgumentException("expected " + size() + " numbers, found " + other.size());
        }
        return new SharedNumbers(party, combined(mine, other.mine, factor), combined(next, other.next, factor));
    }

    private static long[] combined(long[] a, long[] b, long factor) {
        long[] out = new long[a.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = a[i] + factor * b[i];
        }
        return out;
    }

    /** Adds a public constant to each: it goes into x_0. */
    public SharedNumbers plus(long constant) {
        return new SharedNumbers(
                party,
                party == 0 ? plus(mine, constant) : mine,
                party == Triad.PARTIES - 1 ? plus(next, constant) : next);
    }

    private static long[] plus(long[] a, long constant) {
        return Arrays.stream(a).map(x -> x + constant).toArray();
    }

    /**
     * The sums of so many parts of equal length that follow one another.
     *
     * @param parts divides the size
     */
    public SharedNumbers sums(int parts) {
        return new SharedNumbers(party, sums(mine, parts), sums(next, parts));
    }

    private static long[] sums(long[] a, int parts) {
        int length = a.length / parts;
        return IntStream.range(0, parts)
                .mapToLong(part ->
                        Arrays.stream(a, part * length, (part + 1) * length).sum())
                .toArray();
    }

    /** The numbers at these places, in this order; a place may come twice. */
    public SharedNumbers pick(int[] places) {
        return new SharedNumbers(
                party,
                Arrays.stream(places).mapToLong(i -> mine[i]).toArray(),
                Arrays.stream(places).mapToLong(i -> next[i]).toArray());
    }

    /** This vector and the other behind it. */
    public SharedNumbers then(SharedNumbers other) {
        return new SharedNumbers(party, joined(mine, other.mine), joined(next, other.next));
    }

    /** Numbers from here, so many. */
    public SharedNumbers slice(int from, int count) {
        return new SharedNumbers(
                party, Arrays.copyOfRange(mine, from, from + count), Arrays.copyOfRange(next, from, from + count));
    }

    private static long[] joined(long[] a, long[] b) {
        long[] out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }
}
