package io.datapact.protocols.ristretto;

import java.security.SecureRandom;

/** A secret number modulo the order of ristretto255. Never printed; kept as 32 bytes, little-endian, reduced. */
public final class Scalar {
    /** Bytes of an encoding. */
    public static final int BYTES = 32;

    private static final int DIGITS = 64;
    /** Each draw succeeds with probability above 1/2, so this many fail with probability below 2^-256. */
    private static final int MOST_DRAWS = 256;

    private static final byte[] ORDER = order();

    private final byte[] bytes;

    private Scalar(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * A fresh uniform scalar, not zero.
     *
     * @param random source of randomness, fit for secrets
     * @return between 1 and the order less one
     * @throws IllegalStateException if the source is plainly broken
     */
    public static Scalar random(SecureRandom random) {
        byte[] draw = new byte[BYTES];
        for (int i = 0; i < MOST_DRAWS; i++) {
            random.nextBytes(draw);
            draw[BYTES - 1] &= 0x1f;
            if (belowOrder(draw) && !isZero(draw)) {
                return new Scalar(draw);
            }
        }
        throw new IllegalStateException("no scalar below the group's order in " + MOST_DRAWS
                + " draws; the source of randomness does not work");
    }

    /**
     * A given scalar.
     *
     * @param littleEndian 32 bytes, below the order; copied
     * @throws IllegalArgumentException otherwise
     */
    public static Scalar of(byte[] littleEndian) {
        if (littleEndian.length != BYTES || !belowOrder(littleEndian)) {
            throw new IllegalArgumentException(
                    "a scalar is 32 bytes, little-endian, below the group's order; these are not");
        }
        return new Scalar(littleEndian.clone());
    }

    /** The scalar that gives this one when doubled. */
    Scalar half() {
        byte[] out = new byte[BYTES];
        int odd = -(bytes[0] & 1);
        int carry = 0;
        for (int i = 0; i < BYTES; i++) {
            carry += (bytes[i] & 0xff) + (ORDER[i] & odd & 0xff);
            out[i] = (byte) carry;
            carry >>= 8;
        }
        for (int i = 0; i < BYTES; i++) {
            int above = i + 1 < BYTES ? out[i + 1] & 1 : 0;
            out[i] = (byte) (((out[i] & 0xff) >> 1) | (above << 7));
        }
        return new Scalar(out);
    }

    /** Signed digits to base 16, lowest first, each in [-8, 8]. */
    byte[] digits() {
        byte[] digits = new byte[DIGITS];
        for (int i = 0; i < BYTES; i++) {
            digits[2 * i] = (byte) (bytes[i] & 15);
            digits[2 * i + 1] = (byte) ((bytes[i] >> 4) & 15);
        }
        int carry = 0;
        for (int i = 0; i < DIGITS - 1; i++) {
            int digit = digits[i] + carry;
            carry = (digit + 8) >> 4;
            digits[i] = (byte) (digit - (carry << 4));
        }
        digits[DIGITS - 1] += (byte) carry;
        return digits;
    }

    @Override
    public String toString() {
        return "Scalar[secret]";
    }

    private static boolean belowOrder(byte[] value) {
        int borrow = 0;
        for (int i = 0; i < BYTES; i++) {
            borrow = ((value[i] & 0xff) - (ORDER[i] & 0xff) + borrow) >> 8;
        }
        return borrow < 0;
    }

    private static boolean isZero(byte[] value) {
        int any = 0;
        for (byte part : value) {
            any |= part;
        }
        return any == 0;
    }

    private static byte[] order() {
        byte[] bigEndian = Curve.ORDER.toByteArray();
        byte[] out = new byte[BYTES];
        for (int i = 0; i < bigEndian.length; i++) {
            out[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return out;
    }
}
