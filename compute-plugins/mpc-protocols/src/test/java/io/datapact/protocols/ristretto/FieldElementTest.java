package io.datapact.protocols.ristretto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The field against BigInteger, with limbs at the bounds that the class states. */
class FieldElementTest {
    private static final BigInteger P = FieldElement.MODULUS;
    private static final long LARGEST = 3L * (1L << 51) + (1L << 20);

    private static BigInteger value(FieldElement element) {
        long[] limbs = new long[5];
        element.limbs(limbs, 0);
        BigInteger value = BigInteger.ZERO;
        for (int i = 4; i >= 0; i--) {
            value = value.shiftLeft(51).add(BigInteger.valueOf(limbs[i]));
        }
        return value.mod(P);
    }

    private static BigInteger decoded(FieldElement element) {
        byte[] littleEndian = element.encoded();
        BigInteger value = BigInteger.ZERO;
        for (int i = FieldElement.BYTES - 1; i >= 0; i--) {
            value = value.shiftLeft(8).or(BigInteger.valueOf(littleEndian[i] & 0xff));
        }
        return value;
    }

    private static FieldElement ofLimbs(long... limbs) {
        FieldElement element = new FieldElement();
        element.set(limbs, 0);
        return element;
    }

    private static List<FieldElement> operands() {
        List<FieldElement> operands = new ArrayList<>();
        for (long limb :
                List.of(0L, 1L, -1L, (1L << 51) - 1, (1L << 51) + (1L << 18), -(1L << 18), LARGEST, -LARGEST)) {
            operands.add(ofLimbs(limb, limb, limb, limb, limb));
            operands.add(ofLimbs(limb, -limb, limb, -limb, limb));
            operands.add(ofLimbs(limb, 0, 0, 0, 0));
            operands.add(ofLimbs(0, 0, 0, 0, limb));
        }
        operands.add(FieldElement.of(P.subtract(BigInteger.ONE)));
        operands.add(ofLimbs((1L << 51) - 19, (1L << 51) - 1, (1L << 51) - 1, (1L << 51) - 1, (1L << 51) - 1));
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            operands.add(ofLimbs(random.longs(5, -LARGEST, LARGEST + 1).toArray()));
        }
        return operands;
    }

    @Test
    void products_agree_with_big_integers_at_the_bounds() {
        FieldElement product = new FieldElement();
        for (FieldElement a : operands()) {
            for (FieldElement b : operands()) {
                product.multiply(a, b);
                assertThat(value(product)).isEqualTo(value(a).multiply(value(b)).mod(P));
                assertTight(product);
            }
            product.square(a);
            assertThat(value(product)).isEqualTo(value(a).pow(2).mod(P));
            assertTight(product);
        }
    }

    private static void assertTight(FieldElement element) {
        long[] limbs = new long[5];
        element.limbs(limbs, 0);
        for (long limb : limbs) {
            assertThat(limb).isBetween(-(1L << 18), (1L << 51) + (1L << 18));
        }
    }

    @Test
    void sums_and_masks_agree_with_big_integers() {
        FieldElement out = new FieldElement();
        FieldElement b = FieldElement.of(new BigInteger("123456789123456789123456789123456789"));
        for (FieldElement a : operands()) {
            out.add(a, b);
            assertThat(value(out)).isEqualTo(value(a).add(value(b)).mod(P));
            out.subtract(a, b);
            assertThat(value(out)).isEqualTo(value(a).subtract(value(b)).mod(P));
            out.negate(a);
            assertThat(value(out)).isEqualTo(value(a).negate().mod(P));
            out.set(a);
            out.take(b, 0);
            assertThat(value(out)).isEqualTo(value(a));
            out.negateWhere(-1);
            assertThat(value(out)).isEqualTo(value(a).negate().mod(P));
            out.take(b, -1);
            assertThat(value(out)).isEqualTo(value(b));
        }
    }

    @Test
    void encodes_the_least_representative() {
        for (FieldElement a : operands()) {
            assertThat(decoded(a)).isEqualTo(value(a));
            assertThat(a.zeroMask()).isEqualTo(value(a).signum() == 0 ? -1 : 0);
            assertThat(a.negativeMask()).isEqualTo(value(a).testBit(0) ? -1 : 0);
            FieldElement again = new FieldElement();
            again.decode(a.encoded(), 0);
            assertThat(again.equalMask(a)).isEqualTo(-1);
        }
    }

    @Test
    void inverses_and_roots_agree_with_big_integers() {
        FieldPowers powers = new FieldPowers();
        FieldElement out = new FieldElement();
        BigInteger root = value(FieldPowers.ROOT_OF_MINUS_ONE);
        int squares = 0;
        for (FieldElement a : operands()) {
            powers.invert(out, a);
            assertThat(value(out)).isEqualTo(value(a).modPow(P.subtract(BigInteger.TWO), P));
            FieldElement v = FieldElement.of(value(a).add(BigInteger.valueOf(5)));
            long square = powers.rootOfRatio(out, a, v);
            BigInteger ratio = value(a).multiply(value(v).modPow(P.subtract(BigInteger.TWO), P));
            BigInteger expected = square == -1 ? ratio : ratio.multiply(root);
            assertThat(value(out).pow(2).mod(P)).isEqualTo(expected.mod(P));
            assertThat(value(out).testBit(0)).isFalse();
            squares -= (int) square;
        }
        assertThat(squares).isBetween(20, 80);
    }
}
