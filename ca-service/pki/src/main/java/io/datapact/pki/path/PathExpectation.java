package io.datapact.pki.path;

import io.datapact.pki.certificate.CertificateRole;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the end entity must be.
 *
 * @param use    what its key is used for
 * @param roles  roles allowed, at least one
 * @param member the organisation it must belong to; empty for any
 */
public record PathExpectation(PathUse use, Set<CertificateRole> roles, Optional<String> member) {

    private static final Set<CertificateRole> SIGNERS =
            Set.copyOf(EnumSet.complementOf(EnumSet.of(CertificateRole.TLS)));

    public PathExpectation {
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("expected at least one role that is allowed, found none");
        }
    }

    /** A signature by any role but tls, of any member. */
    public static PathExpectation signing() {
        return new PathExpectation(PathUse.SIGNING, SIGNERS, Optional.empty());
    }

    /** A signature by one role. */
    public static PathExpectation signing(CertificateRole role) {
        return new PathExpectation(PathUse.SIGNING, Set.of(role), Optional.empty());
    }

    /** The answering side of TLS, of any member. */
    public static PathExpectation tlsServer() {
        return new PathExpectation(PathUse.TLS_SERVER, Set.of(CertificateRole.TLS), Optional.empty());
    }

    /** The opening side of TLS, of any member. */
    public static PathExpectation tlsClient() {
        return new PathExpectation(PathUse.TLS_CLIENT, Set.of(CertificateRole.TLS), Optional.empty());
    }

    /** The recipient of an envelope: a node of any member. */
    public static PathExpectation encryption() {
        return new PathExpectation(PathUse.ENCRYPTION, Set.of(CertificateRole.NODE), Optional.empty());
    }

    /** The same, of one member only. */
    public PathExpectation of(String onlyMember) {
        return new PathExpectation(use, roles, Optional.of(onlyMember));
    }
}
