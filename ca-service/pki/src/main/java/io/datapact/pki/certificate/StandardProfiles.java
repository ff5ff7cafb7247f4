package io.datapact.pki.certificate;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** The profiles of Datapact's own authority. */
public final class StandardProfiles {

    /** A root: signs intermediates, one level of them. */
    public static final CertificateProfile ROOT = authority("root", 20 * 365, 1);

    /** An issuing intermediate: signs end entities only. */
    public static final CertificateProfile INTERMEDIATE = authority("intermediate", 10 * 365, 0);

    /**
     * A person's or machine's signing key. No extended key usage: Hyperledger Fabric refuses identities that have one.
     */
    public static final CertificateProfile SIGNING = new CertificateProfile(
            "signing",
            EnumSet.of(
                    CertificateRole.ADMIN,
                    CertificateRole.APPROVER,
                    CertificateRole.AUTO_APPROVER,
                    CertificateRole.REVOKER,
                    CertificateRole.MARKET),
            Set.of(KeyUse.DIGITAL_SIGNATURE),
            Set.of(),
            Duration.ofDays(365),
            OptionalInt.empty(),
            0,
            0);

    /**
     * A node's key: signs, and receives bodies and results encrypted to it, for which RFC 5753, section 7, wants
     * keyAgreement.
     */
    public static final CertificateProfile NODE = new CertificateProfile(
            "node",
            EnumSet.of(CertificateRole.NODE),
            Set.of(KeyUse.DIGITAL_SIGNATURE, KeyUse.KEY_AGREEMENT),
            Set.of(),
            Duration.ofDays(365),
            OptionalInt.empty(),
            0,
            0);

    /** Both ends of mutual TLS. */
    public static final CertificateProfile TLS = new CertificateProfile(
            "tls",
            EnumSet.of(CertificateRole.TLS),
            Set.of(KeyUse.DIGITAL_SIGNATURE),
            Set.of(ExtendedUse.SERVER_AUTH, ExtendedUse.CLIENT_AUTH),
            Duration.ofDays(365),
            OptionalInt.empty(),
            1,
            8);

    private static final List<CertificateProfile> END_ENTITIES = List.of(SIGNING, NODE, TLS);

    private StandardProfiles() {}

    /** The profile for a role. */
    public static CertificateProfile forRole(CertificateRole role) {
        return END_ENTITIES.stream()
                .filter(profile -> profile.roles().contains(role))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no standard profile serves the role " + role.code()));
    }

    private static CertificateProfile authority(String name, int days, int pathLength) {
        return new CertificateProfile(
                name,
                Set.of(),
                Set.of(KeyUse.KEY_CERT_SIGN, KeyUse.CRL_SIGN),
                Set.of(),
                Duration.ofDays(days),
                OptionalInt.of(pathLength),
                0,
                0);
    }
}
