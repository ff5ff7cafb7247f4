package io.datapact.pki.certificate;

import io.datapact.pki.key.Hashes;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.regex.Pattern;

/**
 * Names a certificate: SHA-256 over its DER.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record CertificateDigest(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public CertificateDigest {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "a certificate digest is 64 lower-case hexadecimal digits, found: " + hex);
        }
    }

    /** The digest of a certificate. */
    public static CertificateDigest of(X509Certificate certificate) {
        try {
            return new CertificateDigest(Hashes.sha256Hex(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(
                    "cannot encode the certificate of " + certificate.getSubjectX500Principal(), e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
