package io.datapact.pki.certificate;

import java.util.Optional;

/** What a certificate lets its holder do; stands in the subject's organisational unit (OU). */
public enum CertificateRole {
    /** Registers and revokes certificates, votes, leaves. */
    ADMIN("admin"),
    /** A person who registers datasets, proposes and approves tasks. */
    APPROVER("approver"),
    /** A member's node that signs exact approvals under a standing one. */
    AUTO_APPROVER("auto-approver"),
    /** A member's node: starts runs, commits inputs, attests, and receives encrypted results. */
    NODE("node"),
    /** Mutual TLS only; signs nothing on the ledger. */
    TLS("tls"),
    /** Revokes its member's certificates and does nothing else. */
    REVOKER("revoker"),
    /** A marketplace's or currency issuer's payments. */
    MARKET("market");

    private final String code;

    CertificateRole(String code) {
        this.code = code;
    }

    /** The role as it stands in certificates and on the ledger. */
    public String code() {
        return code;
    }

    /** The role of a code; empty for an unknown one. */
    public static Optional<CertificateRole> ofCode(String code) {
        for (CertificateRole role : values()) {
            if (role.code.equals(code)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
