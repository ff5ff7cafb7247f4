package io.datapact.protocols.ristretto;

/** The map from 32 bytes to a point of RFC 9496, section 4.3.4 (Elligator 2 for ristretto255). One thread at a time. */
final class RistrettoMap {
    private final FieldPowers powers = new FieldPowers();
    private final FieldElement t = new FieldElement();
    private final FieldElement r = new FieldElement();
    private final FieldElement u = new FieldElement();
    private final FieldElement v = new FieldElement();
    private final FieldElement s = new FieldElement();
    private final FieldElement c = new FieldElement();
    private final FieldElement w = new FieldElement();

    /** out = MAP of the 32 bytes at this place, without their topmost bit. */
    void map(Point out, byte[] bytes, int offset) {
        t.decode(bytes, offset);
        r.square(t);
        r.multiply(r, FieldPowers.ROOT_OF_MINUS_ONE);
        u.add(r, Curve.ONE);
        u.multiply(u, Curve.ONE_MINUS_D_SQ);
        v.multiply(r, Curve.D);
        v.add(v, Curve.ONE);
        v.negate(v);
        w.add(r, Curve.D);
        v.multiply(v, w);
        long square = powers.rootOfRatio(s, u, v);
        w.multiply(s, t);
        w.negateWhere(~w.negativeMask());
        s.take(w, ~square);
        c.set(r);
        c.take(Curve.MINUS_ONE, square);

        w.subtract(r, Curve.ONE);
        w.multiply(w, c);
        w.multiply(w, Curve.D_MINUS_ONE_SQ);
        w.subtract(w, v);
        assemble(out);
    }

    /** From s, v and w = N_t to (w0 w3 : w2 w1 : w1 w3 : w0 w2). */
    private void assemble(Point out) {
        FieldElement w0 = u;
        FieldElement w1 = w;
        FieldElement w2 = c;
        FieldElement w3 = r;
        w0.multiply(s, v);
        w0.add(w0, w0);
        w1.multiply(w, Curve.SQRT_AD_MINUS_ONE);
        s.square(s);
        w2.subtract(Curve.ONE, s);
        w3.add(Curve.ONE, s);
        out.x.multiply(w0, w3);
        out.y.multiply(w2, w1);
        out.z.multiply(w1, w3);
        out.t.multiply(w0, w2);
    }
}
