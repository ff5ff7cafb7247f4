package io.datapact.protocols.ristretto;

/** A point of edwards25519 in extended coordinates: x = X/Z, y = Y/Z, T = XY/Z. Mutable; coordinates stay tight. */
final class Point {
    final FieldElement x = new FieldElement();
    final FieldElement y = new FieldElement();
    final FieldElement z = new FieldElement();
    final FieldElement t = new FieldElement();

    /** Becomes the neutral point. */
    void setNeutral() {
        x.set(0);
        y.set(1);
        z.set(1);
        t.set(0);
    }

    void set(Point other) {
        x.set(other.x);
        y.set(other.y);
        z.set(other.z);
        t.set(other.t);
    }
}
