package io.datapact.protocols.ristretto;

/**
 * Twice a point P, on its way to an encoding: with e = 2XY, f = Z^2 + dT^2, g = Y^2 + X^2, h = Z^2 - dT^2 the double is
 * (ef : gh : fh : eg), and 1/(eg fh) is all that its encoding needs instead of a square root, because 1 - y^2 of an even
 * point is a known square.
 */
final class Doubled {
    private final FieldElement e = new FieldElement();
    private final FieldElement f = new FieldElement();
    private final FieldElement g = new FieldElement();
    private final FieldElement h = new FieldElement();
    private final FieldElement eg = new FieldElement();
    private final FieldElement fh = new FieldElement();
    private final FieldElement divisor = new FieldElement();
    private final long zero;

    Doubled(Point p) {
        FieldElement w = new FieldElement();
        e.multiply(p.x, p.y);
        e.add(e, e);
        w.square(p.t);
        w.multiply(w, Curve.D);
        h.square(p.z);
        f.add(h, w);
        h.subtract(h, w);
        g.square(p.x);
        w.square(p.y);
        g.add(g, w);
        eg.multiply(e, g);
        fh.multiply(f, h);
        divisor.multiply(eg, fh);
        zero = divisor.zeroMask();
        divisor.take(Curve.ONE, zero);
    }

    /** What to invert; 1 for the neutral element. */
    FieldElement divisor() {
        return divisor;
    }

    /** Writes the encoding, given the inverse of the divisor. Scratch is used up: once only. */
    void encode(FieldElement inverse, byte[] out, int offset) {
        FieldElement zInverse = new FieldElement();
        FieldElement tInverse = new FieldElement();
        FieldElement w = new FieldElement();
        FieldElement magic = new FieldElement();
        zInverse.multiply(eg, inverse);
        tInverse.multiply(fh, inverse);
        magic.set(Curve.INVSQRT_A_MINUS_D);
        w.multiply(eg, zInverse);
        long rotate = w.negativeMask();
        w.negate(e);
        e.take(g, rotate);
        g.take(w, rotate);
        w.multiply(f, FieldPowers.ROOT_OF_MINUS_ONE);
        h.take(w, rotate);
        magic.take(FieldPowers.ROOT_OF_MINUS_ONE, rotate);
        w.multiply(h, e);
        w.multiply(w, zInverse);
        g.negateWhere(w.negativeMask());

        w.subtract(h, g);
        g.multiply(g, tInverse);
        g.multiply(g, magic);
        w.multiply(w, g);
        w.negateWhere(w.negativeMask());
        FieldElement nothing = new FieldElement();
        w.take(nothing, zero);
        w.encode(out, offset);
    }
}
