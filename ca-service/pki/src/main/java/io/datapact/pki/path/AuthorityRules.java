package io.datapact.pki.path;

import io.datapact.pki.certificate.KeyUse;
import io.datapact.pki.path.PathVerdict.Invalid;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Our rules for the issuers of a chain and its anchor, which the JDK takes as they are. */
final class AuthorityRules {

    private AuthorityRules() {}

    static Optional<Invalid> objection(List<X509Certificate> issuers, X509Certificate anchor, Instant at) {
        return anchorObjection(anchor, at)
                .or(() -> issuers.stream()
                        .filter(issuer -> !EndEntityRules.uses(issuer, KeyUse.KEY_CERT_SIGN))
                        .findFirst()
                        .map(issuer -> new Invalid(
                                PathFault.KEY_USAGE_WRONG,
                                "expected the key usage keyCertSign in the issuer's certificate of "
                                        + issuer.getSubjectX500Principal() + ", found none")));
    }

    private static Optional<Invalid> anchorObjection(X509Certificate anchor, Instant at) {
        boolean inTime = !at.isBefore(anchor.getNotBefore().toInstant())
                && !at.isAfter(anchor.getNotAfter().toInstant());
        boolean authority = anchor.getBasicConstraints() >= 0 && EndEntityRules.uses(anchor, KeyUse.KEY_CERT_SIGN);
        return inTime && authority
                ? Optional.empty()
                : Optional.of(new Invalid(
                        PathFault.ANCHOR_NOT_VALID,
                        "expected the trusted root " + anchor.getSubjectX500Principal()
                                + " to be an authority with keyCertSign and valid at " + at + ", found it valid from "
                                + anchor.getNotBefore().toInstant() + " until "
                                + anchor.getNotAfter().toInstant()));
    }
}
