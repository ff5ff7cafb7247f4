package io.datapact.pki.certificate;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who signs: an issuing key, wherever it lives, and its certificate. The seam for key files, hardware modules and
 * remote signers; it sees finished bytes and decides nothing about their content.
 */
public interface CertificateSigner {

    /**
     * The issuer's certificate first, then its own issuers; whether the root is among them is the signer's choice. At
     * least one.
     */
    List<X509Certificate> chain();

    /** Name of the signature algorithm in the JCA, for example {@code SHA256withECDSA}. */
    String algorithm();

    /**
     * Signs a certificate's content.
     *
     * @param toBeSigned DER of the TBSCertificate (RFC 5280, section 4.1.1.1), not kept
     * @return the signature as it stands in the certificate, the caller's
     * @throws IllegalStateException if the key cannot be used
     */
    byte[] sign(byte[] toBeSigned);

    /** The issuer's certificate. */
    default X509Certificate certificate() {
        return chain().getFirst();
    }
}
