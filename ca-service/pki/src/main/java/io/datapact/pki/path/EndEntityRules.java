package io.datapact.pki.path;

import io.datapact.pki.certificate.ExtendedUse;
import io.datapact.pki.certificate.KeyUse;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.path.PathVerdict.Invalid;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Our rules for the first certificate of a chain, beyond RFC 5280. */
final class EndEntityRules {

    static final String SUBJECT_EXPECTED =
            "expected the subject O=member, OU=role, CN=handle with a known role, found another";

    private EndEntityRules() {}

    static Optional<Invalid> objection(X509Certificate leaf, PathExpectation expected) {
        if (leaf.getBasicConstraints() >= 0 || uses(leaf, KeyUse.KEY_CERT_SIGN) || uses(leaf, KeyUse.CRL_SIGN)) {
            return invalid(PathFault.LEAF_IS_AUTHORITY, "expected an end entity, found an authority's certificate");
        }
        return keyUse(leaf, expected.use())
                .or(() -> extendedUse(leaf, expected.use()))
                .or(() -> subject(leaf, expected));
    }

    static boolean uses(X509Certificate certificate, KeyUse use) {
        boolean[] bits = certificate.getKeyUsage();
        return bits != null && use.index() < bits.length && bits[use.index()];
    }

    private static Optional<Invalid> keyUse(X509Certificate leaf, PathUse use) {
        return uses(leaf, use.keyUse())
                ? Optional.empty()
                : invalid(
                        PathFault.KEY_USAGE_WRONG,
                        "expected the key usage " + use.keyUse().code() + " in the certificate of "
                                + leaf.getSubjectX500Principal() + ", found none");
    }

    private static Optional<Invalid> extendedUse(X509Certificate leaf, PathUse use) {
        Optional<List<String>> found = extendedUses(leaf);
        if (use.extendedUse().isEmpty()) {
            return found.isEmpty()
                    ? Optional.empty()
                    : invalid(
                            PathFault.KEY_USAGE_WRONG,
                            "expected no extended key usage in a certificate for signing, found " + found.get());
        }
        ExtendedUse needed = use.extendedUse().get();
        return found.orElse(List.of()).contains(needed.oid())
                ? Optional.empty()
                : invalid(
                        PathFault.KEY_USAGE_WRONG,
                        "expected the extended key usage " + needed.code() + " in a certificate for TLS, found "
                                + found.orElse(List.of()));
    }

    private static Optional<List<String>> extendedUses(X509Certificate leaf) {
        try {
            return Optional.ofNullable(leaf.getExtendedKeyUsage());
        } catch (CertificateParsingException e) {
            return Optional.of(List.of("unreadable"));
        }
    }

    private static Optional<Invalid> subject(X509Certificate leaf, PathExpectation expected) {
        Optional<MemberSubject> found = MemberSubject.of(leaf.getSubjectX500Principal());
        if (found.isEmpty()) {
            return invalid(PathFault.SUBJECT_WRONG, SUBJECT_EXPECTED);
        }
        MemberSubject subject = found.get();
        if (!expected.roles().contains(subject.role())) {
            return invalid(
                    PathFault.WRONG_ROLE,
                    "expected one of the roles " + expected.roles() + ", found "
                            + subject.role().code());
        }
        return expected.member()
                .filter(member -> !member.equals(subject.member()))
                .flatMap(member -> invalid(
                        PathFault.WRONG_ORGANISATION,
                        "expected the organisation " + member + ", found " + subject.member()));
    }

    private static Optional<Invalid> invalid(PathFault reason, String detail) {
        return Optional.of(new Invalid(reason, detail));
    }
}
