package io.datapact.contract.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.datapact.contract.testing.TestKey;
import io.datapact.contract.vectors.Vectors;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcdsaFormTest {
    private static final String HALF = "7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8";
    private static final String OVER_HALF = "7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a9";
    private static final String ORDER = "00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

    private static byte[] signature(String s) {
        int length = s.length() / 2;
        return Vectors.hex(String.format("30%02x020101", length + 5) + String.format("02%02x", length) + s);
    }

    @Test
    void s_is_low_up_to_half_the_order() {
        assertThat(EcdsaForm.isStrict(signature("01"))).isTrue();
        assertThat(EcdsaForm.isStrict(signature(HALF))).isTrue();
        assertThat(EcdsaForm.isStrict(signature(OVER_HALF))).isFalse();
        assertThat(EcdsaForm.isStrict(signature(ORDER))).isFalse();
    }

    @Test
    void a_high_s_is_lowered_to_its_other_half() {
        assertThat(EcdsaForm.lowered(signature(OVER_HALF)).orElseThrow()).isEqualTo(signature(HALF));
        assertThat(EcdsaForm.lowered(signature(HALF)).orElseThrow()).isEqualTo(signature(HALF));
        assertThat(EcdsaForm.lowered(signature(ORDER))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "3006020101020100",
                "3006020100020101",
                "300602010102018f",
                "3006020181020101",
                "300702010102020001",
                "300702020001020101",
                "30060201010201",
                "300602010102010100",
                "3005020101020101",
                "3007020101020101",
                "3106020101020101",
                "3006030101020101",
                "3006020101030101",
                "3006020001020101",
                "30060201010200",
                "30810602010102010100",
                "3080020101020101",
                "300602ff01020101",
                "30060201010201017f",
                "300602017f0201",
                "3006020002020101",
                "3006020201010200",
                "3006020301020102",
                "3006020401020101",
                "30080203000005020101",
                "30080201010203000005"
            })
    void other_encodings_are_not_strict(String der) {
        assertThat(EcdsaForm.isStrict(Vectors.hex(der))).isFalse();
        assertThat(EcdsaForm.lowered(Vectors.hex(der))).isEmpty();
    }

    @Test
    void the_platforms_verifier_accepts_the_signature_and_nothing_near_it() {
        JcaSignatureVerifier verifier = new JcaSignatureVerifier(Optional.empty());
        TestKey key = TestKey.generate();
        byte[] message = "message".getBytes(StandardCharsets.US_ASCII);
        byte[] signature = key.sign(message);
        assertThat(verifier.verify(key.spki(), message, signature)).isTrue();
        assertThat(verifier.verify(TestKey.generate().spki(), message, signature))
                .isFalse();
        assertThat(verifier.verify(key.spki(), new byte[0], signature)).isFalse();
        assertThat(verifier.verify(new byte[0], message, signature)).isFalse();
        assertThat(verifier.verify(new byte[91], message, signature)).isFalse();
        assertThat(verifier.verify(key.spki(), message, new byte[0])).isFalse();
        for (int i = 0; i < signature.length; i++) {
            byte[] changed = signature.clone();
            changed[i] ^= 1;
            assertThat(verifier.verify(key.spki(), message, changed)).isFalse();
        }
    }

    @Test
    void a_high_s_verifies_for_the_platform_and_not_here() throws GeneralSecurityException {
        TestKey key = TestKey.generate();
        byte[] message = "message".getBytes(StandardCharsets.US_ASCII);
        byte[] high = raised(key.sign(message));
        Signature platform = Signature.getInstance("SHA256withECDSA");
        platform.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key.spki())));
        platform.update(message);
        assertThat(platform.verify(high)).isTrue();
        assertThat(new JcaSignatureVerifier(Optional.empty()).verify(key.spki(), message, high))
                .isFalse();
    }

    private static byte[] raised(byte[] low) {
        int second = 4 + low[3];
        BigInteger s = new BigInteger(Arrays.copyOfRange(low, second + 2, low.length));
        byte[] high = new BigInteger(ORDER, 16).subtract(s).toByteArray();
        byte[] der = Arrays.copyOf(low, second + 2 + high.length);
        der[1] = (byte) (der.length - 2);
        der[second + 1] = (byte) high.length;
        System.arraycopy(high, 0, der, second + 2, high.length);
        return der;
    }

    @Test
    void a_provider_without_elliptic_curves_verifies_nothing() {
        TestKey key = TestKey.generate();
        byte[] message = "message".getBytes(StandardCharsets.US_ASCII);
        Provider provider = new Provider("none", "1", "no algorithms") {};
        assertThat(new JcaSignatureVerifier(Optional.of(provider)).verify(key.spki(), message, key.sign(message)))
                .isFalse();
    }
}
