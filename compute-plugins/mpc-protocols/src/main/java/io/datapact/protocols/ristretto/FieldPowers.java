package io.datapact.protocols.ristretto;

import java.math.BigInteger;

/** Inverses and square roots in the field, by fixed chains of squarings; holds scratch, so one thread at a time. */
final class FieldPowers {
    /** A square root of -1: the one with an even representative, 2^((p-1)/4). */
    static final FieldElement ROOT_OF_MINUS_ONE = FieldElement.of(
            new BigInteger("19681161376707505956807079304988542015446066515923890162744021073123829784752"));

    private final FieldElement eleventh = new FieldElement();
    private final FieldElement ones = new FieldElement();
    private final FieldElement run = new FieldElement();
    private final FieldElement kept = new FieldElement();
    private final FieldElement check = new FieldElement();
    private final FieldElement cube = new FieldElement();
    private final FieldElement other = new FieldElement();
    private final FieldElement base = new FieldElement();

    /** out = a^(p-2), the inverse of a, or 0 for 0. */
    void invert(FieldElement out, FieldElement a) {
        to250Ones(a);
        ones.squares(ones, 5);
        out.multiply(ones, eleventh);
    }

    /**
     * SQRT_RATIO_M1 of RFC 9496, section 4.2: the non-negative root of u/v where that is a square, else of
     * sqrt(-1) u/v; 0 when u or v is 0.
     *
     * @param out takes the root; neither u nor v
     * @return -1 when u/v is a square (u = 0 included; not v = 0 alone), else 0
     */
    long rootOfRatio(FieldElement out, FieldElement u, FieldElement v) {
        cube.square(v);
        cube.multiply(cube, v);
        base.square(cube);
        base.multiply(base, v);
        base.multiply(base, u);
        cube.multiply(cube, u);
        to250Ones(base);
        ones.squares(ones, 2);
        ones.multiply(ones, base);
        out.multiply(ones, cube);

        check.square(out);
        check.multiply(check, v);
        long right = check.equalMask(u);
        other.negate(u);
        long flipped = check.equalMask(other);
        other.multiply(other, ROOT_OF_MINUS_ONE);
        long flippedByRoot = check.equalMask(other);
        other.multiply(out, ROOT_OF_MINUS_ONE);
        out.take(other, flipped | flippedByRoot);
        out.negateWhere(out.negativeMask());
        return right | flipped;
    }

    /** ones = a^(2^250 - 1), eleventh = a^11. */
    private void to250Ones(FieldElement a) {
        run.square(a);
        kept.squares(run, 2);
        kept.multiply(kept, a);
        eleventh.multiply(kept, run);
        run.square(eleventh);
        ones.multiply(run, kept);
        run.squares(ones, 5);
        ones.multiply(run, ones);
        kept.set(ones);
        run.squares(ones, 10);
        ones.multiply(run, ones);
        run.squares(ones, 20);
        ones.multiply(run, ones);
        run.squares(ones, 10);
        ones.multiply(run, kept);
        kept.set(ones);
        run.squares(ones, 50);
        ones.multiply(run, ones);
        run.squares(ones, 100);
        ones.multiply(run, ones);
        run.squares(ones, 50);
        ones.multiply(run, kept);
    }
}
