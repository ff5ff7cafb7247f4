package io.datapact.protocols.ristretto;

import java.util.List;

/**
 * One secret scalar times many elements, encoded. Each element is multiplied by half the scalar; doubling and encoding
 * together need one inversion, which the whole batch shares (Montgomery's trick), instead of a square root each (Hamburg
 * 2015, "Decaf", on encoding twice a point). One thread at a time.
 */
public final class BatchMultiplication {
    /** Most elements of one batch. */
    public static final int MOST = 1 << 16;

    private final byte[] digits;
    private final ScalarMultiplication multiplication = new ScalarMultiplication();

    /**
     * For one scalar.
     *
     * @param scalar secret, not zero
     */
    public BatchMultiplication(Scalar scalar) {
        digits = scalar.half().digits();
    }

    /**
     * Multiplies and encodes.
     *
     * @param elements at most {@link #MOST}
     * @return their encodings one after the other, 32 bytes each, in the same order; the caller's
     * @throws IllegalArgumentException for more
     */
    public byte[] encoded(List<RistrettoElement> elements) {
        if (elements.size() > MOST) {
            throw new IllegalArgumentException("a batch has at most " + MOST + " elements, found " + elements.size());
        }
        Doubled[] doubled = new Doubled[elements.size()];
        FieldElement[] products = new FieldElement[elements.size() + 1];
        products[0] = Curve.ONE;
        for (int i = 0; i < doubled.length; i++) {
            Point p = elements.get(i).copyOfPoint();
            multiplication.multiply(p, digits);
            doubled[i] = new Doubled(p);
            products[i + 1] = new FieldElement();
            products[i + 1].multiply(products[i], doubled[i].divisor());
        }
        FieldElement inverse = new FieldElement();
        FieldElement own = new FieldElement();
        new FieldPowers().invert(inverse, products[doubled.length]);
        byte[] out = new byte[doubled.length * RistrettoElement.BYTES];
        for (int i = doubled.length - 1; i >= 0; i--) {
            own.multiply(inverse, products[i]);
            inverse.multiply(inverse, doubled[i].divisor());
            doubled[i].encode(own, out, i * RistrettoElement.BYTES);
        }
        return out;
    }
}
