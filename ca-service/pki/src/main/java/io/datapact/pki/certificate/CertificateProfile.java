package io.datapact.pki.certificate;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a certificate of one kind bears, as data.
 *
 * @param name         for records and messages
 * @param roles        roles of the subjects it serves; empty for authorities
 * @param keyUses      key usage bits, at least one; the extension is critical
 * @param extendedUses extended key usage; empty for no such extension
 * @param validity     longest life, 1 minute to 30 years; an issuer's end shortens it
 * @param pathLength   for an authority, how many authorities may follow below it; empty for an end entity
 * @param maximumNames most subject alternative names, 0 to {@link #NAMES_BOUND}
 * @param minimumNames fewest subject alternative names
 */
public record CertificateProfile(
        String name,
        Set<CertificateRole> roles,
        Set<KeyUse> keyUses,
        Set<ExtendedUse> extendedUses,
        Duration validity,
        OptionalInt pathLength,
        int minimumNames,
        int maximumNames) {

    /** Most subject alternative names that any profile may allow. */
    public static final int NAMES_BOUND = 16;

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(30L * 366);
    private static final int LONGEST_PATH = 2;

    public CertificateProfile {
        roles = Set.copyOf(roles);
        keyUses = Set.copyOf(keyUses);
        extendedUses = Set.copyOf(extendedUses);
        require(!name.isBlank(), "expected a profile name, found none");
        require(!keyUses.isEmpty(), "profile " + name + ": expected at least one key usage, found none");
        require(
                validity.compareTo(SHORTEST) >= 0 && validity.compareTo(LONGEST) <= 0,
                "profile " + name + ": expected a validity of 1 minute to 30 years, found " + validity);
        require(
                minimumNames >= 0 && minimumNames <= maximumNames && maximumNames <= NAMES_BOUND,
                "profile " + name + ": expected 0 <= minimum names <= maximum names <= " + NAMES_BOUND + ", found "
                        + minimumNames + " and " + maximumNames);
        boolean signsCertificates = keyUses.contains(KeyUse.KEY_CERT_SIGN) || keyUses.contains(KeyUse.CRL_SIGN);
        require(
                signsCertificates == pathLength.isPresent(),
                "profile " + name + ": keyCertSign and cRLSign belong to authorities, and only to them");
        require(
                pathLength.orElse(0) >= 0 && pathLength.orElse(0) <= LONGEST_PATH,
                "profile " + name + ": expected a path length of 0 to " + LONGEST_PATH);
        require(
                roles.isEmpty() == pathLength.isPresent(),
                "profile " + name + ": an end entity has roles, an authority has none");
    }

    /** Tells whether certificates of this profile are authorities. */
    public boolean isAuthority() {
        return pathLength.isPresent();
    }

    /** The same profile with another longest life. */
    public CertificateProfile withValidity(Duration other) {
        return new CertificateProfile(
                name, roles, keyUses, extendedUses, other, pathLength, minimumNames, maximumNames);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
