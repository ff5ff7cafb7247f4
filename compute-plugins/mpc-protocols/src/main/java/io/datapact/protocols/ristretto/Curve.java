package io.datapact.protocols.ristretto;

import java.math.BigInteger;

/** Constants of edwards25519, -x^2 + y^2 = 1 + d x^2 y^2, and of ristretto255 (RFC 9496, section 4.1). */
final class Curve {
    /** Order of the group, 2^252 + 27742317777372353535851937790883648493. */
    static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static final BigInteger D_VALUE =
            new BigInteger("37095705934669439343138083508754565189542113879843219016388785533085940283555");

    static final FieldElement D = FieldElement.of(D_VALUE);
    static final FieldElement TWICE_D = FieldElement.of(D_VALUE.shiftLeft(1));
    static final FieldElement ONE = FieldElement.of(BigInteger.ONE);
    static final FieldElement MINUS_ONE = FieldElement.of(BigInteger.ONE.negate());
    /** sqrt(a d - 1) with a = -1. */
    static final FieldElement SQRT_AD_MINUS_ONE = FieldElement.of(
            new BigInteger("25063068953384623474111414158702152701244531502492656460079210482610430750235"));
    /** 1 / sqrt(a - d). */
    static final FieldElement INVSQRT_A_MINUS_D = FieldElement.of(
            new BigInteger("54469307008909316920995813868745141605393597292927456921205312896311721017578"));
    /** 1 - d^2. */
    static final FieldElement ONE_MINUS_D_SQ = FieldElement.of(BigInteger.ONE.subtract(D_VALUE.multiply(D_VALUE)));
    /** (d - 1)^2. */
    static final FieldElement D_MINUS_ONE_SQ =
            FieldElement.of(D_VALUE.subtract(BigInteger.ONE).pow(2));

    private Curve() {}
}
