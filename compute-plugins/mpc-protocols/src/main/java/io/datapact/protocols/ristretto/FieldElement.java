package io.datapact.protocols.ristretto;

import java.math.BigInteger;

/**
 * A number modulo p = 2^255 - 19 in five signed limbs: l0 + l1 2^51 + l2 2^102 + l3 2^153 + l4 2^204. Mutable, so that a
 * scalar multiplication allocates nothing; the receiver of an operation takes the result and may also be an operand.
 *
 * <p>Bounds. A <em>tight</em> limb lies in [-2^18, 2^51 + 2^18]; {@link #multiply} and {@link #square} give tight limbs.
 * Sums and differences are not carried: the absolute value of an operand's limb must stay within 3 2^51 + 2^20, such as
 * the sum of three tight terms. Then no intermediate value of a product reaches 2^63.
 *
 * <p>Products. a_i b_j is taken apart at bit 55: the low part by an ordinary multiplication and a mask, the high part by
 * {@link Math#multiplyHigh}. Fifteen instead of 25 such pairs are needed, since a_i b_j + a_j b_i = a_i b_i + a_j b_j +
 * (a_i - a_j)(b_j - b_i) (Karatsuba and Ofman 1962).
 */
final class FieldElement {
    /** Bytes of an encoding. */
    static final int BYTES = 32;

    static final BigInteger MODULUS = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    private static final int LIMB_BITS = 51;
    private static final long LIMB = (1L << LIMB_BITS) - 1;
    private static final long LOW = (1L << 55) - 1;
    /** Bits by which an operand is shifted so that the upper half of the product begins at bit 55. */
    private static final int UP = 9;
    /** 2^55 / 2^51: what a high part weighs in the next column. */
    private static final long STEP = 16;

    private static final long FOLD = 19;
    private static final long LOWEST_OF_4P = (1L << 53) - 76;
    private static final long LIMB_OF_4P = (1L << 53) - 4;

    private long l0;
    private long l1;
    private long l2;
    private long l3;
    private long l4;

    /** A new zero. */
    FieldElement() {}

    /** A constant; not for secrets. */
    static FieldElement of(BigInteger value) {
        byte[] bigEndian = value.mod(MODULUS).toByteArray();
        byte[] bytes = new byte[BYTES];
        for (int i = 0; i < Math.min(BYTES, bigEndian.length); i++) {
            bytes[i] = bigEndian[bigEndian.length - 1 - i];
        }
        FieldElement element = new FieldElement();
        element.decode(bytes, 0);
        return element;
    }

    /** Copies a. */
    void set(FieldElement a) {
        carried(a.l0, a.l1, a.l2, a.l3, a.l4);
    }

    /** A small constant, 0 to 2^51 - 1. */
    void set(long small) {
        carried(small, 0, 0, 0, 0);
    }

    private void carried(long r0, long r1, long r2, long r3, long r4) {
        l0 = r0;
        l1 = r1;
        l2 = r2;
        l3 = r3;
        l4 = r4;
    }

    /** a + b, not carried. */
    void add(FieldElement a, FieldElement b) {
        carried(a.l0 + b.l0, a.l1 + b.l1, a.l2 + b.l2, a.l3 + b.l3, a.l4 + b.l4);
    }

    /** a - b, not carried. */
    void subtract(FieldElement a, FieldElement b) {
        carried(a.l0 - b.l0, a.l1 - b.l1, a.l2 - b.l2, a.l3 - b.l3, a.l4 - b.l4);
    }

    /** -a, not carried. */
    void negate(FieldElement a) {
        carried(-a.l0, -a.l1, -a.l2, -a.l3, -a.l4);
    }

    /** Takes a where the mask is -1, stays where it is 0. */
    void take(FieldElement a, long mask) {
        l0 ^= mask & (l0 ^ a.l0);
        l1 ^= mask & (l1 ^ a.l1);
        l2 ^= mask & (l2 ^ a.l2);
        l3 ^= mask & (l3 ^ a.l3);
        l4 ^= mask & (l4 ^ a.l4);
    }

    /** Changes the sign where the mask is -1. */
    void negateWhere(long mask) {
        carried((l0 ^ mask) - mask, (l1 ^ mask) - mask, (l2 ^ mask) - mask, (l3 ^ mask) - mask, (l4 ^ mask) - mask);
    }

    /** a b, tight. */
    void multiply(FieldElement a, FieldElement b) {
        long a0 = a.l0, a1 = a.l1, a2 = a.l2, a3 = a.l3, a4 = a.l4;
        long b0 = b.l0, b1 = b.l1, b2 = b.l2, b3 = b.l3, b4 = b.l4;
        long p0 = low(a0, b0), p1 = low(a1, b1), p2 = low(a2, b2), p3 = low(a3, b3), p4 = low(a4, b4);
        long q0 = high(a0, b0), q1 = high(a1, b1), q2 = high(a2, b2), q3 = high(a3, b3), q4 = high(a4, b4);
        long c1 = low(a0 - a1, b1 - b0);
        long h1 = high(a0 - a1, b1 - b0);
        long c2 = low(a0 - a2, b2 - b0);
        long h2 = high(a0 - a2, b2 - b0);
        long c3 = low(a0 - a3, b3 - b0) + low(a1 - a2, b2 - b1);
        long h3 = high(a0 - a3, b3 - b0) + high(a1 - a2, b2 - b1);
        long c4 = low(a0 - a4, b4 - b0) + low(a1 - a3, b3 - b1);
        long h4 = high(a0 - a4, b4 - b0) + high(a1 - a3, b3 - b1);
        long c5 = low(a1 - a4, b4 - b1) + low(a2 - a3, b3 - b2);
        long h5 = high(a1 - a4, b4 - b1) + high(a2 - a3, b3 - b2);
        long c6 = low(a2 - a4, b4 - b2);
        long h6 = high(a2 - a4, b4 - b2);
        long c7 = low(a3 - a4, b4 - b3);
        long h7 = high(a3 - a4, b4 - b3);
        long p01 = p0 + p1, p02 = p01 + p2, p03 = p02 + p3, p04 = p03 + p4, p14 = p04 - p0, p24 = p14 - p1;
        long q01 = q0 + q1, q02 = q01 + q2, q03 = q02 + q3, q04 = q03 + q4, q14 = q04 - q0, q24 = q14 - q1;
        reduce(
                p0 + FOLD * (p14 + c5 + STEP * (q04 + h4)),
                p01 + c1 + STEP * q0 + FOLD * (p24 + c6 + STEP * (q14 + h5)),
                p02 + c2 + STEP * (q01 + h1) + FOLD * (p3 + p4 + c7 + STEP * (q24 + h6)),
                p03 + c3 + STEP * (q02 + h2) + FOLD * (p4 + STEP * (q3 + q4 + h7)),
                p04 + c4 + STEP * (q03 + h3) + (FOLD * STEP) * q4);
    }

    /** a^2, tight. */
    void square(FieldElement a) {
        long a0 = a.l0, a1 = a.l1, a2 = a.l2, a3 = a.l3, a4 = a.l4;
        long d0 = 2 * a0, d1 = 2 * a1, d2 = 2 * a2, d3 = 2 * a3;
        long c4 = low(d0, a4) + low(d1, a3) + low(a2, a2);
        long h4 = high(d0, a4) + high(d1, a3) + high(a2, a2);
        long c5 = low(d1, a4) + low(d2, a3);
        long h5 = high(d1, a4) + high(d2, a3);
        long c6 = low(d2, a4) + low(a3, a3);
        long h6 = high(d2, a4) + high(a3, a3);
        reduce(
                low(a0, a0) + FOLD * (c5 + STEP * h4),
                low(d0, a1) + STEP * high(a0, a0) + FOLD * (c6 + STEP * h5),
                low(d0, a2) + low(a1, a1) + STEP * high(d0, a1) + FOLD * (low(d3, a4) + STEP * h6),
                low(d0, a3)
                        + low(d1, a2)
                        + STEP * (high(d0, a2) + high(a1, a1))
                        + FOLD * (low(a4, a4) + STEP * high(d3, a4)),
                c4 + STEP * (high(d0, a3) + high(d1, a2)) + (FOLD * STEP) * high(a4, a4));
    }

    private static long low(long a, long b) {
        return (a * b) & LOW;
    }

    private static long high(long a, long b) {
        return Math.multiplyHigh(a, b << UP);
    }

    private void reduce(long r0, long r1, long r2, long r3, long r4) {
        l0 = (r0 & LIMB) + FOLD * (r4 >> LIMB_BITS);
        l1 = (r1 & LIMB) + (r0 >> LIMB_BITS);
        l2 = (r2 & LIMB) + (r1 >> LIMB_BITS);
        l3 = (r3 & LIMB) + (r2 >> LIMB_BITS);
        l4 = (r4 & LIMB) + (r3 >> LIMB_BITS);
    }

    /** a^(2^times), tight. */
    void squares(FieldElement a, int times) {
        square(a);
        for (int i = 1; i < times; i++) {
            square(this);
        }
    }

    /** -1 when this is zero modulo p, else 0. */
    long zeroMask() {
        byte[] bytes = encoded();
        int any = 0;
        for (byte part : bytes) {
            any |= part;
        }
        return ((long) (any & 0xff) - 1) >> 63;
    }

    /** -1 when the least positive representative is odd ("negative", RFC 9496 section 3.1), else 0. */
    long negativeMask() {
        return -(long) (encoded()[0] & 1);
    }

    /** -1 when both are the same modulo p, else 0. */
    long equalMask(FieldElement other) {
        FieldElement difference = new FieldElement();
        difference.subtract(this, other);
        return difference.zeroMask();
    }

    /** Little-endian, below p. */
    byte[] encoded() {
        byte[] out = new byte[BYTES];
        encode(out, 0);
        return out;
    }

    /** Writes the 32 bytes of the least representative, little-endian. */
    void encode(byte[] out, int offset) {
        FieldElement t = new FieldElement();
        t.reduce(l0 + LOWEST_OF_4P, l1 + LIMB_OF_4P, l2 + LIMB_OF_4P, l3 + LIMB_OF_4P, l4 + LIMB_OF_4P);
        t.fold();
        t.fold();
        long quotient = (t.l0 + FOLD) >> LIMB_BITS;
        quotient = (t.l1 + quotient) >> LIMB_BITS;
        quotient = (t.l2 + quotient) >> LIMB_BITS;
        quotient = (t.l3 + quotient) >> LIMB_BITS;
        quotient = (t.l4 + quotient) >> LIMB_BITS;
        t.l0 += FOLD * quotient;
        t.ripple();
        LittleEndian.put(out, offset, t.l0 | (t.l1 << 51));
        LittleEndian.put(out, offset + 8, (t.l1 >>> 13) | (t.l2 << 38));
        LittleEndian.put(out, offset + 16, (t.l2 >>> 26) | (t.l3 << 25));
        LittleEndian.put(out, offset + 24, (t.l3 >>> 39) | (t.l4 << 12));
    }

    /** Carries all around once: 2^255 is 19. */
    private void fold() {
        long out = ripple();
        l0 += FOLD * out;
    }

    /** Carries from limb to limb; the result is what leaves the top, in units of 2^255. */
    private long ripple() {
        l1 += l0 >> LIMB_BITS;
        l0 &= LIMB;
        l2 += l1 >> LIMB_BITS;
        l1 &= LIMB;
        l3 += l2 >> LIMB_BITS;
        l2 &= LIMB;
        l4 += l3 >> LIMB_BITS;
        l3 &= LIMB;
        long out = l4 >> LIMB_BITS;
        l4 &= LIMB;
        return out;
    }

    /** Reads 32 bytes, little-endian, without the topmost bit; the value may be p or above. */
    void decode(byte[] in, int offset) {
        long w0 = LittleEndian.get(in, offset);
        long w1 = LittleEndian.get(in, offset + 8);
        long w2 = LittleEndian.get(in, offset + 16);
        long w3 = LittleEndian.get(in, offset + 24);
        l0 = w0 & LIMB;
        l1 = ((w0 >>> 51) | (w1 << 13)) & LIMB;
        l2 = ((w1 >>> 38) | (w2 << 26)) & LIMB;
        l3 = ((w2 >>> 25) | (w3 << 39)) & LIMB;
        l4 = (w3 >>> 12) & LIMB;
    }

    /** Writes the five limbs as they are. */
    void limbs(long[] out, int offset) {
        out[offset] = l0;
        out[offset + 1] = l1;
        out[offset + 2] = l2;
        out[offset + 3] = l3;
        out[offset + 4] = l4;
    }

    /** Takes five limbs as they are. */
    void set(long[] limbs, int offset) {
        carried(limbs[offset], limbs[offset + 1], limbs[offset + 2], limbs[offset + 3], limbs[offset + 4]);
    }
}
