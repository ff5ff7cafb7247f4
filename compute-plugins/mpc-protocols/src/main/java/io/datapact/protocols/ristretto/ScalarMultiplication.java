package io.datapact.protocols.ristretto;

/**
 * Secret scalar times point: signed digits to base 16, a table of the multiples 1 to 8, every entry of which is read
 * for every digit. Holds scratch, so one thread at a time.
 */
final class ScalarMultiplication {
    private static final int MULTIPLES = 8;
    private static final int WINDOW = 4;

    private final PointArithmetic arithmetic = new PointArithmetic();
    private final long[] table = new long[MULTIPLES * AddedPoint.LIMBS];
    private final long[] chosen = new long[AddedPoint.LIMBS];
    private final AddedPoint added = new AddedPoint();
    private final Point sum = new Point();

    /**
     * p = scalar times p.
     *
     * @param digits 64 digits in [-8, 8], lowest first
     */
    void multiply(Point p, byte[] digits) {
        prepare(p);
        p.setNeutral();
        int top = digits.length - 1;
        for (int i = top; i >= 0; i--) {
            if (i < top) {
                for (int k = 1; k <= WINDOW; k++) {
                    arithmetic.twice(p, k == WINDOW);
                }
            }
            choose(digits[i]);
            arithmetic.plus(p, added, i == 0);
        }
    }

    private void prepare(Point p) {
        sum.set(p);
        added.set(p);
        added.limbs(table, 0);
        AddedPoint multiple = new AddedPoint();
        for (int i = 1; i < MULTIPLES; i++) {
            arithmetic.plus(sum, added, true);
            multiple.set(sum);
            multiple.limbs(table, i * AddedPoint.LIMBS);
        }
    }

    /** added = digit times the point, without an index or a branch that depends on the digit. */
    private void choose(int digit) {
        int negative = digit >> 31;
        int magnitude = (digit ^ negative) - negative;
        gather(magnitude);
        long isZero = sameMask(magnitude, 0);
        chosen[0] |= isZero & 1;
        chosen[5] |= isZero & 1;
        chosen[10] |= isZero & 2;
        added.set(chosen);
        added.negateWhere(negative);
    }

    /** Reads the whole table: one pass over the limbs, so that it compiles to vector instructions. */
    private void gather(int magnitude) {
        long m1 = sameMask(magnitude, 1), m2 = sameMask(magnitude, 2), m3 = sameMask(magnitude, 3);
        long m4 = sameMask(magnitude, 4), m5 = sameMask(magnitude, 5), m6 = sameMask(magnitude, 6);
        long m7 = sameMask(magnitude, 7), m8 = sameMask(magnitude, 8);
        for (int k = 0; k < AddedPoint.LIMBS; k++) {
            chosen[k] = (m1 & table[k])
                    | (m2 & table[AddedPoint.LIMBS + k])
                    | (m3 & table[2 * AddedPoint.LIMBS + k])
                    | (m4 & table[3 * AddedPoint.LIMBS + k])
                    | (m5 & table[4 * AddedPoint.LIMBS + k])
                    | (m6 & table[5 * AddedPoint.LIMBS + k])
                    | (m7 & table[6 * AddedPoint.LIMBS + k])
                    | (m8 & table[7 * AddedPoint.LIMBS + k]);
        }
    }

    private static long sameMask(int a, int b) {
        return ((long) (a ^ b) - 1) >> 63;
    }
}
