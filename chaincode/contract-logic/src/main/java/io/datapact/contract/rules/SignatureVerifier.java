package io.datapact.contract.rules;

/**
 * Verifies ECDSA signatures on P-256 with SHA-256 (FIPS 186-5). Implementations are pure functions of their arguments;
 * they may cache.
 */
@FunctionalInterface
public interface SignatureVerifier {
    /**
     * Whether a signature holds.
     *
     * @param spki      the public key as SubjectPublicKeyInfo in DER
     * @param message   the bytes signed
     * @param signature strict DER with low S; anything else does not hold
     * @return true only if all three fit; false for bytes of any form
     */
    boolean verify(byte[] spki, byte[] message, byte[] signature);
}
