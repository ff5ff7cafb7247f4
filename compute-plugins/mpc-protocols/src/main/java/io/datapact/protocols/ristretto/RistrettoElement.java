package io.datapact.protocols.ristretto;

import java.util.Optional;

/**
 * An element of ristretto255 (RFC 9496), a group of prime order without cofactor. Immutable. Several points of
 * edwards25519 are the same element; only the encoding and {@link #equals} tell elements apart.
 */
public final class RistrettoElement {
    /** Bytes of an encoding. */
    public static final int BYTES = 32;

    /** Uniform bytes that {@link #fromUniform} takes. */
    public static final int UNIFORM_BYTES = 64;

    private final Point point;

    RistrettoElement(Point point) {
        this.point = point;
    }

    /** The neutral element. */
    public static RistrettoElement identity() {
        Point p = new Point();
        p.setNeutral();
        return new RistrettoElement(p);
    }

    /** The generator of RFC 9496, appendix A.1. */
    public static RistrettoElement generator() {
        return Generator.ELEMENT;
    }

    /**
     * Reads an encoding (RFC 9496, section 4.3.1).
     *
     * @param encoding 32 bytes, read only; the one canonical encoding of an element
     * @return the element, or nothing where these bytes encode none: wrong length, at or above p, negative, no point
     */
    public static Optional<RistrettoElement> decode(byte[] encoding) {
        return decode(encoding, 0, encoding.length);
    }

    static Optional<RistrettoElement> decode(byte[] bytes, int offset, int length) {
        if (length != BYTES) {
            return Optional.empty();
        }
        Point p = new Point();
        return RistrettoCodec.decode(p, bytes, offset) ? Optional.of(new RistrettoElement(p)) : Optional.empty();
    }

    /**
     * Maps uniform bytes to a uniform element (RFC 9496, section 4.3.4); nobody learns a discrete logarithm of it.
     *
     * @param uniform 64 bytes, such as a hash's output; read only
     * @throws IllegalArgumentException for another length
     */
    public static RistrettoElement fromUniform(byte[] uniform) {
        if (uniform.length != UNIFORM_BYTES) {
            throw new IllegalArgumentException("expected 64 uniform bytes, found " + uniform.length);
        }
        Point first = new Point();
        Point second = new Point();
        RistrettoMap map = new RistrettoMap();
        map.map(first, uniform, 0);
        map.map(second, uniform, UNIFORM_BYTES / 2);
        AddedPoint added = new AddedPoint();
        added.set(second);
        new PointArithmetic().plus(first, added, true);
        return new RistrettoElement(first);
    }

    /** This plus the other. */
    public RistrettoElement plus(RistrettoElement other) {
        return combined(other, 0);
    }

    /** This minus the other. */
    public RistrettoElement minus(RistrettoElement other) {
        return combined(other, -1);
    }

    private RistrettoElement combined(RistrettoElement other, long negate) {
        AddedPoint added = new AddedPoint();
        added.set(other.point);
        added.negateWhere(negate);
        Point p = copyOfPoint();
        new PointArithmetic().plus(p, added, true);
        return new RistrettoElement(p);
    }

    /** This times a secret scalar; see the package for what is constant in time. */
    public RistrettoElement times(Scalar scalar) {
        Point p = copyOfPoint();
        new ScalarMultiplication().multiply(p, scalar.digits());
        return new RistrettoElement(p);
    }

    /** The canonical 32 bytes (RFC 9496, section 4.3.2); the caller's. */
    public byte[] encode() {
        return RistrettoCodec.encode(point);
    }

    /** Whether this is the neutral element. */
    public boolean isIdentity() {
        return (point.x.zeroMask() | point.y.zeroMask()) != 0;
    }

    Point copyOfPoint() {
        Point p = new Point();
        p.set(point);
        return p;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RistrettoElement element && same(point, element.point);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(encode());
    }

    /** RFC 9496, section 4.3.3. */
    private static boolean same(Point p, Point q) {
        FieldElement left = new FieldElement();
        FieldElement right = new FieldElement();
        left.multiply(p.x, q.y);
        right.multiply(p.y, q.x);
        long crossed = left.equalMask(right);
        left.multiply(p.y, q.y);
        right.multiply(p.x, q.x);
        return (crossed | left.equalMask(right)) != 0;
    }

    /** Built on first use. */
    private static final class Generator {
        private static final RistrettoElement ELEMENT = decode(java.util.HexFormat.of()
                        .parseHex("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76"))
                .orElseThrow();
    }
}
