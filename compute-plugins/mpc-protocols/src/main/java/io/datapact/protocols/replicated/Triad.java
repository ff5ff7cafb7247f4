package io.datapact.protocols.replicated;

import io.datapact.protocols.Fault;
import io.datapact.protocols.Link;
import io.datapact.protocols.ProtocolException;
import java.security.SecureRandom;

/**
 * One party's seat among the three: its links and the keys it shares with each of the other two. Every party calls the
 * same operations in the same order with the same sizes. One thread at a time.
 *
 * <p>Party i draws a key k_i and sends it to party i - 1; so it holds k_i and k_(i+1), and F(k_i) - F(k_(i+1)) of the
 * three sum to zero: fresh masks without messages (Araki et al., section 2.2).
 */
public final class Triad {
    /** Parties. */
    public static final int PARTIES = 3;

    private static final int KEY_BYTES = 32;

    private final int index;
    private final Link previous;
    private final Link next;
    private final KeyStream sumsMine;
    private final KeyStream sumsNext;
    private final KeyStream bitsMine;
    private final KeyStream bitsNext;
    private final KeyStream inputMine;
    private final KeyStream inputNext;

    private Triad(int index, Link previous, Link next, byte[] mine, byte[] nexts) {
        this.index = index;
        this.previous = previous;
        this.next = next;
        sumsMine = new KeyStream(mine, "zero sums");
        sumsNext = new KeyStream(nexts, "zero sums");
        bitsMine = new KeyStream(mine, "zero bits");
        bitsNext = new KeyStream(nexts, "zero bits");
        inputMine = new KeyStream(mine, "input");
        inputNext = new KeyStream(nexts, "input");
    }

    /**
     * Takes a seat; the other two do the same at the same time.
     *
     * @param index 0, 1 or 2
     * @param previous to party index - 1
     * @param next to party index + 1
     * @param random fit for secrets
     */
    public static Triad join(int index, Link previous, Link next, SecureRandom random) {
        if (index < 0 || index >= PARTIES) {
            throw new IllegalArgumentException("expected a party index of 0 to 2, found " + index);
        }
        byte[] mine = new byte[KEY_BYTES];
        random.nextBytes(mine);
        previous.send(mine.clone());
        byte[] nexts = next.receive();
        if (nexts.length != KEY_BYTES) {
            throw new ProtocolException(
                    Fault.PEER_GARBAGE, "expected a key of 32 bytes from the next party, found " + nexts.length);
        }
        return new Triad(index, previous, next, mine, nexts);
    }

    /** This party's index. */
    public int index() {
        return index;
    }

    /** Shares that sum to zero, this party's part. */
    long[] zeroSums(int count) {
        long[] out = sumsMine.words(count);
        long[] other = sumsNext.words(count);
        for (int i = 0; i < count; i++) {
            out[i] -= other[i];
        }
        return out;
    }

    /** Shares whose exclusive or is zero, this party's part. */
    long[] zeroBits(int count) {
        long[] out = bitsMine.words(count);
        long[] other = bitsNext.words(count);
        for (int i = 0; i < count; i++) {
            out[i] ^= other[i];
        }
        return out;
    }

    /** Sends an additive part to the previous party and takes the next one's: from three parts to replicated shares. */
    long[] replicate(long[] mine) {
        return Words.pass(previous, mine, next);
    }

    /**
     * Shares values of this party among the three: one word to one party for each. x_i is drawn alike by this party and
     * the previous one, x_(i+1) = x - x_i goes to the next one, x_(i+2) is 0.
     *
     * @param values signed or unsigned, modulo 2^64; read only
     */
    public SharedNumbers share(long[] values) {
        long[] mask = inputMine.words(values.length);
        long[] rest = new long[values.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = values[i] - mask[i];
        }
        Words.send(next, rest);
        return new SharedNumbers(index, mask, rest);
    }

    /**
     * Takes this party's part of values that another party shares at the same time.
     *
     * @param owner the other party's index
     * @param count values that it shares
     */
    public SharedNumbers shareOf(int owner, int count) {
        if (owner == index || owner < 0 || owner >= PARTIES) {
            throw new IllegalArgumentException("expected the index of another party, found " + owner);
        }
        if (owner == (index + 1) % PARTIES) {
            return new SharedNumbers(index, new long[count], inputNext.words(count));
        }
        return new SharedNumbers(index, Words.receive(previous, count), new long[count]);
    }

    /** Zero, shared by zeros: where sums begin. */
    public SharedNumbers zeros(int count) {
        return new SharedNumbers(index, new long[count], new long[count]);
    }
}
