package io.datapact.ca.authority;

import io.datapact.pki.certificate.CertificateSigner;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * The signers of the running authority. The root's key is not among them.
 *
 * @param root    the trust anchor
 * @param tls     signs certificates of the role tls
 * @param signing signs all others
 */
public record IssuingAuthorities(X509Certificate root, CertificateSigner tls, CertificateSigner signing) {

    /** Which intermediate signs. */
    public enum Intermediate {
        /** For both ends of mutual TLS. */
        TLS,
        /** For commands and statements. */
        SIGNING
    }

    /** The signer of an intermediate. */
    public CertificateSigner signer(Intermediate intermediate) {
        return switch (intermediate) {
            case TLS -> tls;
            case SIGNING -> signing;
        };
    }

    /** Root and intermediates. */
    public List<X509Certificate> certificates() {
        return List.of(root, tls.certificate(), signing.certificate());
    }

    /** Tells whether all of them are valid at a time. */
    public boolean areValidAt(Instant now) {
        return certificates().stream()
                .allMatch(each -> !now.isBefore(each.getNotBefore().toInstant())
                        && now.isBefore(each.getNotAfter().toInstant()));
    }
}
