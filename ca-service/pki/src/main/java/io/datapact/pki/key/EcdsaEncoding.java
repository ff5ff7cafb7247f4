package io.datapact.pki.key;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * The one encoding of an ECDSA signature on P-256 that Datapact accepts: DER of SEQUENCE { r INTEGER, s INTEGER }
 * (RFC 3279, section 2.2.3) with the shortest lengths and integers, r and s in [1, n − 1], and s at most n / 2. So a
 * signature has exactly one form, and nobody can make a second valid one out of the first.
 *
 * @param r first half
 * @param s second half, the lower of s and n − s
 */
record EcdsaEncoding(BigInteger r, BigInteger s) {

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int MAXIMUM_INTEGER_BYTES = 33;
    private static final int MAXIMUM_BYTES = 2 + 2 * (2 + MAXIMUM_INTEGER_BYTES);
    private static final BigInteger HALF_ORDER = P256.order().shiftRight(1);

    /** Reads a signature in strict DER, with s low or high; empty for anything else. */
    static Optional<EcdsaEncoding> read(byte[] der) {
        if (der.length < 8 || der.length > MAXIMUM_BYTES || der[0] != SEQUENCE || der[1] != der.length - 2) {
            return Optional.empty();
        }
        Optional<BigInteger> r = integerAt(der, 2);
        if (r.isEmpty()) {
            return Optional.empty();
        }
        int second = 4 + der[3];
        Optional<BigInteger> s = integerAt(der, second);
        if (s.isEmpty() || second + 2 + der[second + 1] != der.length) {
            return Optional.empty();
        }
        return Optional.of(new EcdsaEncoding(r.get(), s.get()));
    }

    boolean isLow() {
        return s.compareTo(HALF_ORDER) <= 0;
    }

    EcdsaEncoding low() {
        return isLow() ? this : new EcdsaEncoding(r, P256.order().subtract(s));
    }

    byte[] toDer() {
        byte[] first = r.toByteArray();
        byte[] second = s.toByteArray();
        byte[] der = new byte[6 + first.length + second.length];
        der[0] = SEQUENCE;
        der[1] = (byte) (der.length - 2);
        der[2] = INTEGER;
        der[3] = (byte) first.length;
        System.arraycopy(first, 0, der, 4, first.length);
        der[4 + first.length] = INTEGER;
        der[5 + first.length] = (byte) second.length;
        System.arraycopy(second, 0, der, 6 + first.length, second.length);
        return der;
    }

    private static Optional<BigInteger> integerAt(byte[] der, int offset) {
        if (offset + 2 > der.length || der[offset] != INTEGER) {
            return Optional.empty();
        }
        int length = der[offset + 1];
        int start = offset + 2;
        if (length < 1 || length > MAXIMUM_INTEGER_BYTES || start + length > der.length) {
            return Optional.empty();
        }
        boolean padded = length > 1 && der[start] == 0 && der[start + 1] >= 0;
        BigInteger value = new BigInteger(Arrays.copyOfRange(der, start, start + length));
        boolean inRange = value.signum() > 0 && value.compareTo(P256.order()) < 0;
        return padded || !inRange ? Optional.empty() : Optional.of(value);
    }
}
