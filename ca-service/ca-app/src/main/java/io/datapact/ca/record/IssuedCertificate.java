package io.datapact.ca.record;

import java.time.Instant;

/**
 * A certificate as the register knows it.
 *
 * @param serial   in lower-case hexadecimal without leading zeros
 * @param subject  distinguished name (RFC 2253)
 * @param issuedAt when it was issued
 * @param pem      the certificate itself
 */
public record IssuedCertificate(String serial, String subject, Instant issuedAt, String pem) {}
