package io.datapact.pki.tls;

import io.datapact.pki.certificate.CertificateDigest;
import io.datapact.pki.key.KeyMaterial;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * Who we are on a TLS connection, and whose certificates we take.
 *
 * @param material our private key and chain, of the role tls
 * @param roots    trusted roots of the peers, at least one
 */
public record TlsIdentity(KeyMaterial material, Set<X509Certificate> roots) {

    public TlsIdentity {
        roots = Set.copyOf(roots);
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("expected at least one trusted root for TLS, found none");
        }
    }

    /** Our private key. */
    public PrivateKey privateKey() {
        return material.privateKey();
    }

    /** Our chain, our own certificate first. */
    public List<X509Certificate> chain() {
        return material.chain();
    }

    /** Names our certificate. */
    public CertificateDigest digest() {
        return CertificateDigest.of(material.certificate());
    }
}
