package io.datapact.protocols.ristretto;

/** A point made ready to be added: Y + X, Y - X, 2Z, 2dT. */
final class AddedPoint {
    /** Limbs of one point in a table. */
    static final int LIMBS = 20;

    final FieldElement yPlusX = new FieldElement();
    final FieldElement yMinusX = new FieldElement();
    final FieldElement twoZ = new FieldElement();
    final FieldElement twoDt = new FieldElement();
    private final FieldElement swap = new FieldElement();

    void set(Point p) {
        yPlusX.add(p.y, p.x);
        yMinusX.subtract(p.y, p.x);
        twoZ.add(p.z, p.z);
        twoDt.multiply(p.t, Curve.TWICE_D);
    }

    void limbs(long[] out, int offset) {
        yPlusX.limbs(out, offset);
        yMinusX.limbs(out, offset + 5);
        twoZ.limbs(out, offset + 10);
        twoDt.limbs(out, offset + 15);
    }

    void set(long[] limbs) {
        yPlusX.set(limbs, 0);
        yMinusX.set(limbs, 5);
        twoZ.set(limbs, 10);
        twoDt.set(limbs, 15);
    }

    /** Becomes the negative where the mask is -1. */
    void negateWhere(long mask) {
        swap.set(yPlusX);
        yPlusX.take(yMinusX, mask);
        yMinusX.take(swap, mask);
        twoDt.negateWhere(mask);
    }
}
