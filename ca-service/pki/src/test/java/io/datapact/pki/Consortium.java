package io.datapact.pki;

import io.datapact.pki.certificate.CertificateHierarchy;
import io.datapact.pki.certificate.CertificateRole;
import io.datapact.pki.certificate.HostName;
import io.datapact.pki.certificate.MemberSubject;
import io.datapact.pki.key.KeyMaterial;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** A consortium in memory for tests: an authority, and keys for whoever a test needs. */
public final class Consortium {

    /** When everything here was issued. */
    public static final Instant ISSUED = Instant.parse("2026-03-01T12:00:00Z");

    /** A moment at which all of it is valid. */
    public static final Instant LATER = ISSUED.plusSeconds(3600);

    public static final SecureRandom RANDOM = new SecureRandom();

    private final CertificateHierarchy hierarchy;
    private final Instant issued;

    private Consortium(CertificateHierarchy hierarchy, Instant issued) {
        this.hierarchy = hierarchy;
        this.issued = issued;
    }

    public static Consortium aConsortium() {
        return issuedAt(ISSUED);
    }

    public static Consortium issuedAt(Instant issued) {
        return new Consortium(CertificateHierarchy.create("consortium", RANDOM, issued), issued);
    }

    public CertificateHierarchy hierarchy() {
        return hierarchy;
    }

    public KeyMaterial key(String member, CertificateRole role, String handle) {
        List<HostName> names =
                role == CertificateRole.TLS ? List.of(new HostName("localhost"), new HostName("127.0.0.1")) : List.of();
        return hierarchy.keyFor(new MemberSubject(member, role, handle), names, RANDOM, issued);
    }
}
