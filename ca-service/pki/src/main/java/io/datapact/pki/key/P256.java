package io.datapact.pki.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;

/** The curve P-256. Source: NIST SP 800-186, section 3.2.1.3; named {@code secp256r1} in SEC 2. */
public final class P256 {

    /** Name under which the JCA knows the curve. */
    public static final String JCA_NAME = "secp256r1";

    private static final ECParameterSpec PARAMETERS = load();
    private static final BigInteger FIELD = ((ECFieldFp) PARAMETERS.getCurve().getField()).getP();

    private P256() {}

    /** Order of the base point: signatures lie in [1, order − 1]. */
    public static BigInteger order() {
        return PARAMETERS.getOrder();
    }

    /** The curve's parameters as the JCA states them. */
    public static ECParameterSpec parameters() {
        return PARAMETERS;
    }

    /**
     * Tells whether a key is a point of this curve other than infinity. Guards key agreement against invalid-curve
     * points, whoever decoded the key (NIST SP 800-56A revision 3, section 5.6.2.3.3).
     */
    public static boolean contains(PublicKey key) {
        return key instanceof ECPublicKey ec && isThisCurve(ec.getParams()) && isOnCurve(ec.getW());
    }

    private static boolean isThisCurve(ECParameterSpec other) {
        return other != null
                && other.getCofactor() == PARAMETERS.getCofactor()
                && other.getOrder().equals(PARAMETERS.getOrder())
                && other.getGenerator().equals(PARAMETERS.getGenerator())
                && other.getCurve().getField().equals(PARAMETERS.getCurve().getField())
                && other.getCurve().getA().equals(PARAMETERS.getCurve().getA())
                && other.getCurve().getB().equals(PARAMETERS.getCurve().getB());
    }

    private static boolean isOnCurve(ECPoint point) {
        if (point.equals(ECPoint.POINT_INFINITY)) {
            return false;
        }
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.signum() < 0 || y.signum() < 0 || x.compareTo(FIELD) >= 0 || y.compareTo(FIELD) >= 0) {
            return false;
        }
        BigInteger right = x.pow(3)
                .add(PARAMETERS.getCurve().getA().multiply(x))
                .add(PARAMETERS.getCurve().getB());
        return y.multiply(y).subtract(right).mod(FIELD).signum() == 0;
    }

    private static ECParameterSpec load() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(JCA_NAME));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks the curve P-256; use a complete JDK 25", e);
        }
    }
}
