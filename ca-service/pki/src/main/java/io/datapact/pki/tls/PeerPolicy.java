package io.datapact.pki.tls;

import io.datapact.pki.certificate.CertificateDigest;
import java.util.Optional;
import java.util.Set;

/**
 * Which peers a connection takes, beyond a valid chain with the role tls.
 *
 * @param member the organisation the peer must belong to; empty for any
 * @param pins   certificates one of which the peer must show; empty for any
 */
public record PeerPolicy(Optional<String> member, Set<CertificateDigest> pins) {

    public PeerPolicy {
        pins = Set.copyOf(pins);
    }

    /** Any member's valid TLS certificate. */
    public static PeerPolicy anyMember() {
        return new PeerPolicy(Optional.empty(), Set.of());
    }

    /** Any valid TLS certificate of one member. */
    public static PeerPolicy member(String member) {
        return new PeerPolicy(Optional.of(member), Set.of());
    }

    /**
     * One of these certificates and no other.
     *
     * @throws IllegalArgumentException if there is none: that would take any
     */
    public static PeerPolicy pinned(Set<CertificateDigest> pins) {
        if (pins.isEmpty()) {
            throw new IllegalArgumentException("expected at least one pinned certificate, found none");
        }
        return new PeerPolicy(Optional.empty(), pins);
    }
}
