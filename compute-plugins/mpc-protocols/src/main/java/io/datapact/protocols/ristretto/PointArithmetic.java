package io.datapact.protocols.ristretto;

/**
 * The group law of edwards25519 (Hisil, Wong, Carter, Dawson 2008, section 3, with a = -1): complete, so no input is
 * special. Holds scratch, so one thread at a time.
 */
final class PointArithmetic {
    private final FieldElement a = new FieldElement();
    private final FieldElement b = new FieldElement();
    private final FieldElement c = new FieldElement();
    private final FieldElement e = new FieldElement();
    private final FieldElement f = new FieldElement();
    private final FieldElement g = new FieldElement();
    private final FieldElement h = new FieldElement();

    /** p = 2p; T is left out of date unless asked for. */
    void twice(Point p, boolean withT) {
        e.add(p.x, p.y);
        e.square(e);
        a.square(p.x);
        b.square(p.y);
        c.square(p.z);
        h.add(a, b);
        e.subtract(e, h);
        g.subtract(b, a);
        f.add(c, c);
        f.subtract(f, g);
        finish(p, withT);
    }

    /** p = p + q; T is left out of date unless asked for. */
    void plus(Point p, AddedPoint q, boolean withT) {
        a.subtract(p.y, p.x);
        a.multiply(a, q.yMinusX);
        b.add(p.y, p.x);
        b.multiply(b, q.yPlusX);
        c.multiply(q.twoDt, p.t);
        f.multiply(p.z, q.twoZ);
        e.subtract(b, a);
        h.add(b, a);
        g.add(f, c);
        f.subtract(f, c);
        finish(p, withT);
    }

    private void finish(Point p, boolean withT) {
        p.x.multiply(e, f);
        p.y.multiply(g, h);
        p.z.multiply(f, g);
        if (withT) {
            p.t.multiply(e, h);
        }
    }
}
