package io.datapact.contract.rules;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/** Verifies through the Java Cryptography Architecture; the form is checked before a provider sees the bytes. */
public final class JcaSignatureVerifier implements SignatureVerifier {
    private static final String ALGORITHM = "SHA256withECDSA";

    private final Optional<Provider> provider;

    /**
     * @param provider the provider of signatures to use, or nothing for the platform's own
     */
    public JcaSignatureVerifier(Optional<Provider> provider) {
        this.provider = provider;
    }

    @Override
    public boolean verify(byte[] spki, byte[] message, byte[] signature) {
        if (!EcdsaForm.isStrict(signature)) {
            return false;
        }
        try {
            PublicKey key = keyFactory().generatePublic(new X509EncodedKeySpec(spki));
            Signature ecdsa = engine();
            ecdsa.initVerify(key);
            ecdsa.update(message);
            return ecdsa.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private KeyFactory keyFactory() throws GeneralSecurityException {
        return provider.isPresent() ? KeyFactory.getInstance("EC", provider.get()) : KeyFactory.getInstance("EC");
    }

    private Signature engine() throws GeneralSecurityException {
        return provider.isPresent()
                ? Signature.getInstance(ALGORITHM, provider.get())
                : Signature.getInstance(ALGORITHM);
    }
}
