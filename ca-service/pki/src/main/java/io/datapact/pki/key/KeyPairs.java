package io.datapact.pki.key;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;

/** Makes key pairs. */
public final class KeyPairs {

    private KeyPairs() {}

    /**
     * Makes a key pair on P-256.
     *
     * @param random source of the private key; the caller answers for its quality
     */
    public static KeyPair generateP256(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(P256.JCA_NAME), random);
            return generator.generateKeyPair();
        } catch (InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("this Java runtime lacks the curve P-256; use a complete JDK 25", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks elliptic-curve keys; use a complete JDK 25", e);
        }
    }
}
