package io.datapact.ca.web;

import java.util.List;

/**
 * Answer to {@code GET /v1/roots} and {@code GET /v1/intermediates}.
 *
 * @param certificates each in PEM
 */
public record CertificatesAnswer(List<String> certificates) {}
