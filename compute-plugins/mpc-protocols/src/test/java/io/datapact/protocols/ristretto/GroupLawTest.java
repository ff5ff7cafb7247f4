package io.datapact.protocols.ristretto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datapact.protocols.SeededRandom;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupLawTest {
    private static byte[] bytes(BigInteger value) {
        byte[] bigEndian = value.toByteArray();
        byte[] out = new byte[Scalar.BYTES];
        for (int i = 0; i < Math.min(bigEndian.length, out.length); i++) {
            out[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return out;
    }

    private static RistrettoElement element(SecureRandom random) {
        byte[] uniform = new byte[RistrettoElement.UNIFORM_BYTES];
        random.nextBytes(uniform);
        return RistrettoElement.fromUniform(uniform);
    }

    private static BigInteger number(SecureRandom random) {
        return new BigInteger(300, random).mod(Curve.ORDER);
    }

    @Test
    void multiplication_respects_sums_and_products_of_scalars() {
        SecureRandom random = new SeededRandom(1);
        for (int i = 0; i < 20; i++) {
            RistrettoElement p = element(random);
            BigInteger a = number(random);
            BigInteger b = number(random);
            RistrettoElement ap = p.times(Scalar.of(bytes(a)));
            RistrettoElement bp = p.times(Scalar.of(bytes(b)));
            assertThat(ap.plus(bp)).isEqualTo(p.times(Scalar.of(bytes(a.add(b).mod(Curve.ORDER)))));
            assertThat(ap.times(Scalar.of(bytes(b))))
                    .isEqualTo(p.times(Scalar.of(bytes(a.multiply(b).mod(Curve.ORDER)))))
                    .isEqualTo(bp.times(Scalar.of(bytes(a))));
            assertThat(ap.minus(ap).isIdentity()).isTrue();
            assertThat(ap.plus(RistrettoElement.identity())).isEqualTo(ap).hasSameHashCodeAs(ap);
            assertThat(ap).isNotEqualTo(bp);
        }
    }

    @Test
    void order_times_anything_is_the_identity() {
        RistrettoElement p = element(new SeededRandom(2));
        RistrettoElement last = p.times(Scalar.of(bytes(Curve.ORDER.subtract(BigInteger.ONE))));
        assertThat(last.plus(p).isIdentity()).isTrue();
        assertThat(last.isIdentity()).isFalse();
    }

    @Test
    void batches_agree_with_single_multiplications() {
        SecureRandom random = new SeededRandom(3);
        Scalar scalar = Scalar.random(random);
        List<RistrettoElement> elements = new ArrayList<>(List.of(RistrettoElement.identity()));
        for (int i = 0; i < 40; i++) {
            elements.add(element(random));
        }
        elements.add(RistrettoElement.identity());
        byte[] encoded = new BatchMultiplication(scalar).encoded(elements);
        for (int i = 0; i < elements.size(); i++) {
            assertThat(java.util.Arrays.copyOfRange(encoded, 32 * i, 32 * i + 32))
                    .isEqualTo(elements.get(i).times(scalar).encode());
        }
        assertThat(new BatchMultiplication(scalar).encoded(List.of())).isEmpty();
    }

    /** Four points of the curve are one element each: P plus the points (i, 0), (0, -1), (-i, 0). */
    @Test
    void points_that_differ_by_torsion_are_one_element() {
        SecureRandom random = new SeededRandom(4);
        Point quarter = new Point();
        quarter.x.set(FieldPowers.ROOT_OF_MINUS_ONE);
        quarter.z.set(1);
        AddedPoint added = new AddedPoint();
        added.set(quarter);
        for (int i = 0; i < 10; i++) {
            RistrettoElement plain = i == 0 ? RistrettoElement.identity() : element(random);
            Scalar scalar = Scalar.random(random);
            Point p = plain.copyOfPoint();
            for (int turn = 0; turn < 4; turn++) {
                new PointArithmetic().plus(p, added, true);
                RistrettoElement turned = new RistrettoElement(p);
                assertThat(turned).isEqualTo(plain);
                assertThat(turned.isIdentity()).isEqualTo(plain.isIdentity());
                assertThat(turned.encode()).isEqualTo(plain.encode());
                assertThat(new BatchMultiplication(scalar).encoded(List.of(turned)))
                        .isEqualTo(plain.times(scalar).encode());
            }
        }
    }

    @Test
    void half_and_digits_of_a_scalar_make_the_scalar() {
        SecureRandom random = new SeededRandom(5);
        List<BigInteger> values = new ArrayList<>(
                List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO, Curve.ORDER.subtract(BigInteger.ONE)));
        for (int i = 0; i < 200; i++) {
            values.add(number(random));
        }
        for (BigInteger value : values) {
            assertThat(sum(Scalar.of(bytes(value)).digits())).isEqualTo(value);
            BigInteger half = sum(Scalar.of(bytes(value)).half().digits());
            assertThat(half.shiftLeft(1).mod(Curve.ORDER)).isEqualTo(value);
            assertThat(half).isLessThan(Curve.ORDER);
        }
    }

    private static BigInteger sum(byte[] digits) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = digits.length - 1; i >= 0; i--) {
            assertThat(digits[i]).isBetween((byte) -8, (byte) 8);
            sum = sum.shiftLeft(4).add(BigInteger.valueOf(digits[i]));
        }
        return sum;
    }

    @Test
    void refuses_scalars_out_of_range_and_shows_none() {
        assertThatThrownBy(() -> Scalar.of(bytes(Curve.ORDER))).isInstanceOf(IllegalArgumentException.class);
        byte[] all = new byte[Scalar.BYTES];
        java.util.Arrays.fill(all, (byte) -1);
        assertThatThrownBy(() -> Scalar.of(all)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Scalar.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThat(Scalar.random(new SeededRandom(6))).hasToString("Scalar[secret]");
    }

    @Test
    void a_broken_source_of_randomness_is_found() {
        SecureRandom zeros = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                java.util.Arrays.fill(bytes, (byte) 0);
            }
        };
        assertThatThrownBy(() -> Scalar.random(zeros))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("randomness");
    }
}
