package io.datapact.contract.testing;

import io.datapact.contract.rules.EcdsaForm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/**
 * A P-256 key of a test.
 *
 * @param pair   the key pair
 * @param random what it was made with, and makes signatures with
 */
public record TestKey(KeyPair pair, SecureRandom random) {
    /** A key made elsewhere. */
    public TestKey(KeyPair pair) {
        this(pair, new SecureRandom());
    }

    /** A fresh key. */
    public static TestKey generate() {
        return generate(new SecureRandom());
    }

    /** A key out of given numbers. */
    static TestKey generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return new TestKey(generator.generateKeyPair(), random);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform makes P-256 keys", e);
        }
    }

    /** The public key as SubjectPublicKeyInfo, DER. */
    public byte[] spki() {
        return pair.getPublic().getEncoded();
    }

    /** The private key. */
    public PrivateKey privateKey() {
        return pair.getPrivate();
    }

    /** ECDSA with SHA-256 in strict DER with low S. */
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate(), random);
            signature.update(message);
            return EcdsaForm.lowered(signature.sign()).orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform signs with P-256", e);
        }
    }
}
