package io.datapact.ca.record;

import java.time.Instant;

/**
 * One entry of the audit trail.
 *
 * @param at            when
 * @param kind          what happened
 * @param subject       whom it is about, as far as known; empty if unknown
 * @param reason        reason code of a refusal; empty otherwise
 * @param detail        for people; never a secret
 * @param tokenDigest   SHA-256 of the token; empty if none
 * @param requestDigest SHA-256 of the request's DER; empty if none was readable
 * @param serial        serial of the certificate in hexadecimal; empty if none
 */
public record AuditEntry(
        Instant at,
        AuditKind kind,
        String subject,
        String reason,
        String detail,
        String tokenDigest,
        String requestDigest,
        String serial) {

    /** Longest detail kept, in characters. */
    public static final int MAXIMUM_DETAIL = 1000;

    public AuditEntry {
        detail = detail.length() <= MAXIMUM_DETAIL ? detail : detail.substring(0, MAXIMUM_DETAIL);
    }
}
