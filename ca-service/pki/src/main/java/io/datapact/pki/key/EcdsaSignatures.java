package io.datapact.pki.key;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Optional;

/**
 * ECDSA on P-256 with SHA-256, in strict DER with low s: the signature of every command, statement and certificate.
 *
 * <p>Source: FIPS 186-5, section 6.4. Verification refuses any other encoding before the provider sees a byte, so a
 * signature cannot be changed into another valid one. The provider is chosen per instance and never installed for the
 * whole process: native ones are faster for signatures and slower for hashes and ciphers. Instances are immutable and
 * safe for concurrent use.
 */
public final class EcdsaSignatures {

    /** Name of the algorithm in the JCA. */
    public static final String ALGORITHM = "SHA256withECDSA";

    private static final String NATIVE_PROVIDER = "org.conscrypt.OpenSSLProvider";

    private final Optional<Provider> provider;

    private EcdsaSignatures(Optional<Provider> provider) {
        this.provider = provider;
    }

    /** Uses the JDK's own implementation. */
    public static EcdsaSignatures jdk() {
        return new EcdsaSignatures(Optional.empty());
    }

    /** Uses the provider given. */
    public static EcdsaSignatures with(Provider provider) {
        return new EcdsaSignatures(Optional.of(provider));
    }

    /** Uses Conscrypt where its jar and native library load, the JDK otherwise. */
    public static EcdsaSignatures fastest() {
        return new EcdsaSignatures(nativeProvider());
    }

    /** Conscrypt, where its jar is on the class path and its native library loads here. */
    public static Optional<Provider> nativeProvider() {
        try {
            Class<?> type = Class.forName(NATIVE_PROVIDER);
            return Optional.of((Provider) type.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** Name of the provider in use, for benchmark records and health pages. */
    public String providerName() {
        return provider.map(Provider::getName).orElse("JDK");
    }

    /**
     * Signs a message.
     *
     * @param key     private key on P-256
     * @param message the bytes to sign, hashed here; not kept
     * @return DER with low s, at most 71 bytes, the caller's
     * @throws IllegalArgumentException if the key cannot sign with ECDSA on P-256
     */
    public byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = instance();
            signature.initSign(key);
            signature.update(message);
            return canonical(signature.sign());
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("expected a private key on P-256, found " + key.getAlgorithm(), e);
        } catch (SignatureException e) {
            throw new IllegalStateException("provider " + providerName() + " failed to sign", e);
        }
    }

    /**
     * Verifies a signature.
     *
     * @param key       public key, any type: one that is not on P-256 verifies nothing
     * @param message   the bytes signed
     * @param signature untrusted
     * @return true only for a canonical signature of this key over this message
     */
    public boolean verify(PublicKey key, byte[] message, byte[] signature) {
        if (!isCanonical(signature) || !P256.contains(key)) {
            return false;
        }
        try {
            Signature verifier = instance();
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (InvalidKeyException | SignatureException e) {
            return false;
        }
    }

    /** Tells whether bytes are strict DER of r and s in range with s low; says nothing about validity. */
    public static boolean isCanonical(byte[] signature) {
        return EcdsaEncoding.read(signature).filter(EcdsaEncoding::isLow).isPresent();
    }

    /**
     * Brings a signature in strict DER to its form with low s, for certificates and requests of other makers; empty if
     * it is not strict DER of r and s in range.
     */
    public static Optional<byte[]> canonicalForm(byte[] signature) {
        return EcdsaEncoding.read(signature).map(EcdsaEncoding::low).map(EcdsaEncoding::toDer);
    }

    private static byte[] canonical(byte[] signature) {
        return canonicalForm(signature)
                .orElseThrow(
                        () -> new IllegalArgumentException("expected a signature on P-256 of at most 72 bytes, found "
                                + signature.length + " bytes of another form; sign with a key on P-256"));
    }

    private Signature instance() {
        try {
            return provider.isPresent()
                    ? Signature.getInstance(ALGORITHM, provider.get())
                    : Signature.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("provider " + providerName() + " lacks " + ALGORITHM, e);
        }
    }

    /** Tells whether a private and a public key belong together, by a signature over a fixed text. */
    public static boolean matches(PrivateKey privateKey, PublicKey publicKey) {
        byte[] probe = "datapact key pair check".getBytes(StandardCharsets.US_ASCII);
        try {
            EcdsaSignatures signatures = jdk();
            return signatures.verify(publicKey, probe, signatures.sign(privateKey, probe));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
