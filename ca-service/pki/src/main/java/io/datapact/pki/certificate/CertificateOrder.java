package io.datapact.pki.certificate;

import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate to be issued: everything but issuer, serial and dates.
 *
 * @param subject distinguished name
 * @param key     public key; whoever orders has checked possession and algorithm
 * @param names   subject alternative names, as many as the profile allows, none twice
 * @param profile kind of certificate
 */
public record CertificateOrder(X500Principal subject, PublicKey key, List<HostName> names, CertificateProfile profile) {

    public CertificateOrder {
        names = List.copyOf(names);
        if (names.size() < profile.minimumNames() || names.size() > profile.maximumNames()) {
            throw new IllegalArgumentException("profile " + profile.name() + " takes " + profile.minimumNames() + " to "
                    + profile.maximumNames() + " names, found " + names.size());
        }
        if (new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("expected each name once, found one twice in " + names);
        }
    }

    /** Orders a certificate for a member's person or machine. */
    public static CertificateOrder of(
            MemberSubject subject, PublicKey key, List<HostName> names, CertificateProfile profile) {
        if (!profile.roles().contains(subject.role())) {
            throw new IllegalArgumentException("profile " + profile.name() + " does not serve the role "
                    + subject.role().code());
        }
        return new CertificateOrder(subject.toPrincipal(), key, names, profile);
    }

    /** Orders an authority's certificate. */
    public static CertificateOrder ofAuthority(X500Principal subject, PublicKey key, CertificateProfile profile) {
        if (!profile.isAuthority()) {
            throw new IllegalArgumentException("profile " + profile.name() + " is not an authority's");
        }
        return new CertificateOrder(subject, key, List.of(), profile);
    }
}
