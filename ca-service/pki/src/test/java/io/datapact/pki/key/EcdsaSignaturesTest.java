package io.datapact.pki.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

class EcdsaSignaturesTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final KeyPair PAIR = KeyPairs.generateP256(RANDOM);
    private static final byte[] MESSAGE = "pay 100 to telco-b".getBytes(US_ASCII);

    private final EcdsaSignatures signatures = EcdsaSignatures.jdk();

    /** RFC 6979, appendix A.2.5, key pair. */
    private static PublicKey rfcKey() throws Exception {
        ECPoint point = new ECPoint(
                new BigInteger("60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6", 16),
                new BigInteger("7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299", 16));
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P256.parameters()));
    }

    private static EcdsaEncoding rfcSignature(String r, String s) {
        return new EcdsaEncoding(new BigInteger(r, 16), new BigInteger(s, 16));
    }

    /** RFC 6979, appendix A.2.5, SHA-256. */
    @Test
    void verifies_published_vectors_once_their_s_is_low() throws Exception {
        EcdsaEncoding sample = rfcSignature(
                "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
                "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8");
        EcdsaEncoding test = rfcSignature(
                "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367",
                "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083");

        assertThat(signatures.verify(rfcKey(), "sample".getBytes(US_ASCII), sample.toDer()))
                .as("high s")
                .isFalse();
        assertThat(signatures.verify(
                        rfcKey(), "sample".getBytes(US_ASCII), sample.low().toDer()))
                .isTrue();
        assertThat(signatures.verify(rfcKey(), "test".getBytes(US_ASCII), test.toDer()))
                .isTrue();
        assertThat(signatures.verify(rfcKey(), "tesT".getBytes(US_ASCII), test.toDer()))
                .isFalse();
    }

    @Test
    void signs_canonically_with_every_provider() {
        for (EcdsaSignatures each : new EcdsaSignatures[] {
            signatures, EcdsaSignatures.fastest(), EcdsaSignatures.with(new BouncyCastleProvider())
        }) {
            for (int i = 0; i < 50; i++) {
                byte[] signature = each.sign(PAIR.getPrivate(), MESSAGE);
                assertThat(EcdsaSignatures.isCanonical(signature)).isTrue();
                assertThat(signatures.verify(PAIR.getPublic(), MESSAGE, signature))
                        .isTrue();
            }
        }
    }

    @Test
    void the_native_provider_and_the_jdk_agree() {
        assumeTrue(EcdsaSignatures.nativeProvider().isPresent(), "skipped: no native library for this machine");
        EcdsaSignatures fast = EcdsaSignatures.fastest();

        assertThat(fast.providerName()).isEqualTo("Conscrypt");
        assertThat(signatures.verify(PAIR.getPublic(), MESSAGE, fast.sign(PAIR.getPrivate(), MESSAGE)))
                .isTrue();
        assertThat(fast.verify(PAIR.getPublic(), MESSAGE, signatures.sign(PAIR.getPrivate(), MESSAGE)))
                .isTrue();
        assertThat(fast.verify(PAIR.getPublic(), new byte[1], signatures.sign(PAIR.getPrivate(), MESSAGE)))
                .isFalse();
    }

    @Test
    void refuses_the_second_form_of_a_valid_signature() {
        byte[] signature = signatures.sign(PAIR.getPrivate(), MESSAGE);
        EcdsaEncoding low = EcdsaEncoding.read(signature).orElseThrow();
        byte[] high = new EcdsaEncoding(low.r(), P256.order().subtract(low.s())).toDer();

        assertThat(signatures.verify(PAIR.getPublic(), MESSAGE, high)).isFalse();
        assertThat(EcdsaSignatures.canonicalForm(high))
                .hasValueSatisfying(form -> assertThat(form).isEqualTo(signature));
    }

    @Test
    void refuses_every_encoding_but_the_shortest() {
        String[] hostile = {
            "",
            "30",
            "3000",
            "3006020100020101",
            "3006020101020100",
            "300602010102020001",
            "30070202000102010100",
            "3007020200010201" + "01",
            "30060201ff020101",
            "308106020101020101",
            "30800201010201010000",
            "3006020101020101" + "00",
            "3106020101020101",
            "3006030101020101",
            "30060201010201",
            "30460221" + "00".repeat(33) + "0221" + "00".repeat(33),
            "3026020101" + "0221" + "00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
            "3026" + "0221" + "00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551" + "020101",
        };
        for (String hex : hostile) {
            byte[] signature = HexFormat.of().parseHex(hex);
            assertThat(EcdsaSignatures.isCanonical(signature)).as(hex).isFalse();
            assertThat(signatures.verify(PAIR.getPublic(), MESSAGE, signature))
                    .as(hex)
                    .isFalse();
        }
        assertThat(EcdsaSignatures.isCanonical(HexFormat.of().parseHex("3006020101020101")))
                .as("the shortest that is well-formed")
                .isTrue();
    }

    @Test
    void refuses_a_signature_with_any_bit_changed() {
        byte[] signature = signatures.sign(PAIR.getPrivate(), MESSAGE);
        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] changed = signature.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(signatures.verify(PAIR.getPublic(), MESSAGE, changed))
                    .as("bit " + bit)
                    .isFalse();
        }
    }

    @Test
    void refuses_keys_of_other_kinds() throws Exception {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        KeyPair rsaPair = rsa.generateKeyPair();
        KeyPairGenerator p384 = KeyPairGenerator.getInstance("EC");
        p384.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPair other = p384.generateKeyPair();
        byte[] signature = signatures.sign(PAIR.getPrivate(), MESSAGE);

        assertThat(signatures.verify(rsaPair.getPublic(), MESSAGE, signature)).isFalse();
        assertThat(signatures.verify(other.getPublic(), MESSAGE, signature)).isFalse();
        assertThatThrownBy(() -> signatures.sign(rsaPair.getPrivate(), MESSAGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a private key on P-256, found RSA");
        assertThatThrownBy(() -> signatures.sign(other.getPrivate(), MESSAGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("P-256");
    }

    @Test
    void a_point_beside_the_curve_is_no_key() {
        PublicKey beside = new StubKey(new ECPoint(BigInteger.TWO, BigInteger.TWO));
        PublicKey infinity = new StubKey(ECPoint.POINT_INFINITY);

        assertThat(P256.contains(beside)).isFalse();
        assertThat(P256.contains(infinity)).isFalse();
        assertThat(P256.contains(PAIR.getPublic())).isTrue();
        assertThat(signatures.verify(beside, MESSAGE, signatures.sign(PAIR.getPrivate(), MESSAGE)))
                .isFalse();
    }

    @Test
    void knows_which_keys_belong_together() {
        assertThat(EcdsaSignatures.matches(PAIR.getPrivate(), PAIR.getPublic())).isTrue();
        assertThat(EcdsaSignatures.matches(KeyPairs.generateP256(RANDOM).getPrivate(), PAIR.getPublic()))
                .isFalse();
    }

    @Test
    void is_not_installed_for_the_whole_process() {
        Optional<String> installed = java.util.Arrays.stream(java.security.Security.getProviders())
                .map(java.security.Provider::getName)
                .filter(name -> name.equals("Conscrypt") || name.equals("BC"))
                .findAny();
        assertThat(installed).isEmpty();
    }

    private record StubKey(ECPoint point) implements java.security.interfaces.ECPublicKey {
        @Override
        public ECPoint getW() {
            return point;
        }

        @Override
        public java.security.spec.ECParameterSpec getParams() {
            return P256.parameters();
        }

        @Override
        public String getAlgorithm() {
            return "EC";
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return new byte[0];
        }
    }
}
