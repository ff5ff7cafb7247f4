package io.datapact.protocols.ristretto;

import java.util.Arrays;

/** Encoding and decoding of elements: RFC 9496, sections 4.3.1 and 4.3.2. */
final class RistrettoCodec {
    private RistrettoCodec() {}

    /** p = the element at this place; false where the bytes encode none. */
    static boolean decode(Point p, byte[] bytes, int offset) {
        FieldElement s = new FieldElement();
        s.decode(bytes, offset);
        byte[] canonical = s.encoded();
        if (!Arrays.equals(canonical, 0, FieldElement.BYTES, bytes, offset, offset + FieldElement.BYTES)
                || (canonical[0] & 1) != 0) {
            return false;
        }
        FieldElement ss = new FieldElement();
        FieldElement u1 = new FieldElement();
        FieldElement u2 = new FieldElement();
        FieldElement u2Square = new FieldElement();
        FieldElement v = new FieldElement();
        FieldElement root = new FieldElement();
        ss.square(s);
        u1.subtract(Curve.ONE, ss);
        u2.add(Curve.ONE, ss);
        u2Square.square(u2);
        v.square(u1);
        v.multiply(v, Curve.D);
        v.negate(v);
        v.subtract(v, u2Square);
        ss.multiply(v, u2Square);
        long square = new FieldPowers().rootOfRatio(root, Curve.ONE, ss);
        p.x.multiply(root, u2);
        p.y.multiply(root, p.x);
        p.y.multiply(p.y, v);
        s.add(s, s);
        p.x.multiply(p.x, s);
        p.x.negateWhere(p.x.negativeMask());
        p.y.multiply(p.y, u1);
        p.z.set(1);
        p.t.multiply(p.x, p.y);
        return (square & ~p.t.negativeMask() & ~p.y.zeroMask()) != 0;
    }

    /** The canonical encoding. */
    static byte[] encode(Point p) {
        FieldElement u1 = new FieldElement();
        FieldElement u2 = new FieldElement();
        FieldElement w = new FieldElement();
        FieldElement root = new FieldElement();
        u1.add(p.z, p.y);
        w.subtract(p.z, p.y);
        u1.multiply(u1, w);
        u2.multiply(p.x, p.y);
        w.square(u2);
        w.multiply(w, u1);
        new FieldPowers().rootOfRatio(root, Curve.ONE, w);
        FieldElement den1 = u1;
        FieldElement den2 = u2;
        den1.multiply(root, u1);
        den2.multiply(root, u2);
        FieldElement zInverse = root;
        zInverse.multiply(den1, den2);
        zInverse.multiply(zInverse, p.t);
        w.multiply(p.t, zInverse);
        return rotated(p, zInverse, den1, den2, w.negativeMask());
    }

    private static byte[] rotated(Point p, FieldElement zInverse, FieldElement den1, FieldElement den2, long rotate) {
        FieldElement x = new FieldElement();
        FieldElement y = new FieldElement();
        FieldElement w = new FieldElement();
        x.set(p.x);
        y.set(p.y);
        w.multiply(p.y, FieldPowers.ROOT_OF_MINUS_ONE);
        x.take(w, rotate);
        w.multiply(p.x, FieldPowers.ROOT_OF_MINUS_ONE);
        y.take(w, rotate);
        w.multiply(den1, Curve.INVSQRT_A_MINUS_D);
        den2.take(w, rotate);
        w.multiply(x, zInverse);
        y.negateWhere(w.negativeMask());
        w.subtract(p.z, y);
        w.multiply(w, den2);
        w.negateWhere(w.negativeMask());
        return w.encoded();
    }
}
