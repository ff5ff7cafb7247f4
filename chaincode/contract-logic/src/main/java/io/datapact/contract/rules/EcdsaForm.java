package io.datapact.contract.rules;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * The form of an ECDSA signature on P-256: a DER SEQUENCE of two shortest-form INTEGERs r and s within 1 and n - 1
 * (RFC 3279, section 2.2.3). Since (r, n - s) holds whenever (r, s) does, only the lower s counts, so that a signature
 * has one spelling.
 */
public final class EcdsaForm {
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);
    private static final int MAXIMUM_BYTES = 72;

    private record Pair(BigInteger r, BigInteger s) {}

    private EcdsaForm() {}

    /** Whether the bytes are strict DER with low S. */
    public static boolean isStrict(byte[] signature) {
        return read(signature)
                .filter(pair -> pair.s().compareTo(HALF_ORDER) <= 0)
                .isPresent();
    }

    /** The signature with low S, where the bytes are strict DER with any S. */
    public static Optional<byte[]> lowered(byte[] signature) {
        return read(signature)
                .map(pair -> pair.s().compareTo(HALF_ORDER) <= 0
                        ? signature.clone()
                        : write(pair.r(), ORDER.subtract(pair.s())));
    }

    private static Optional<Pair> read(byte[] der) {
        if (der.length < 8 || der.length > MAXIMUM_BYTES || der[0] != 0x30 || der[1] != der.length - 2) {
            return Optional.empty();
        }
        int second = 4 + der[3];
        boolean framed = der[2] == 0x02
                && der[3] > 0
                && second + 2 < der.length
                && der[second] == 0x02
                && der[second + 1] > 0
                && second + 2 + der[second + 1] == der.length;
        if (!framed) {
            return Optional.empty();
        }
        Optional<BigInteger> r = integer(Arrays.copyOfRange(der, 4, second));
        Optional<BigInteger> s = integer(Arrays.copyOfRange(der, second + 2, der.length));
        return r.flatMap(first -> s.map(other -> new Pair(first, other)));
    }

    private static Optional<BigInteger> integer(byte[] content) {
        boolean padded = content.length > 1 && content[0] == 0 && content[1] >= 0;
        BigInteger value = new BigInteger(content);
        return padded || value.signum() <= 0 || value.compareTo(ORDER) >= 0 ? Optional.empty() : Optional.of(value);
    }

    private static byte[] write(BigInteger r, BigInteger s) {
        byte[] first = r.toByteArray();
        byte[] second = s.toByteArray();
        byte[] der = new byte[6 + first.length + second.length];
        der[0] = 0x30;
        der[1] = (byte) (der.length - 2);
        der[2] = 0x02;
        der[3] = (byte) first.length;
        System.arraycopy(first, 0, der, 4, first.length);
        der[4 + first.length] = 0x02;
        der[5 + first.length] = (byte) second.length;
        System.arraycopy(second, 0, der, 6 + first.length, second.length);
        return der;
    }
}
