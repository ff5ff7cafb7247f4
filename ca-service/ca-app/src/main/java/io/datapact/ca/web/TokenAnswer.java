package io.datapact.ca.web;

/**
 * Answer to {@code POST /v1/tokens}.
 *
 * @param token     the secret, shown this once
 * @param expiresAt end of its time, RFC 3339
 */
public record TokenAnswer(String token, String expiresAt) {}
