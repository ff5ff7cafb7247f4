package io.datapact.ca.web;

/**
 * Answer to {@code GET /v1/certificates/{serial}}.
 *
 * @param serial      in lower-case hexadecimal
 * @param subject     distinguished name (RFC 2253)
 * @param issuedAt    when it was issued, RFC 3339
 * @param certificate in PEM
 */
public record CertificateAnswer(String serial, String subject, String issuedAt, String certificate) {}
