package io.datapact.pki.key;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and the certificates that speak for it.
 *
 * @param privateKey key on P-256
 * @param chain      certificate of that key first, then its issuers; 1 to {@link #MAXIMUM_CHAIN}
 */
public record KeyMaterial(PrivateKey privateKey, List<X509Certificate> chain) {

    /** Most certificates in a chain, the root included. */
    public static final int MAXIMUM_CHAIN = 6;

    public KeyMaterial {
        chain = List.copyOf(chain);
        if (chain.isEmpty() || chain.size() > MAXIMUM_CHAIN) {
            throw new IllegalArgumentException(
                    "expected a chain of 1 to " + MAXIMUM_CHAIN + " certificates, found " + chain.size());
        }
        if (!EcdsaSignatures.matches(privateKey, chain.getFirst().getPublicKey())) {
            throw new IllegalArgumentException("the private key does not belong to the first certificate of the chain, "
                    + chain.getFirst().getSubjectX500Principal() + "; give both from the same enrolment");
        }
    }

    /** The certificate of the private key. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    @Override
    public String toString() {
        return "KeyMaterial[" + certificate().getSubjectX500Principal() + "]";
    }
}
