package io.datapact.ca.policy;

import io.datapact.ca.authority.IssuingAuthorities.Intermediate;
import io.datapact.pki.certificate.CertificateProfile;

/**
 * One kind of certificate that may be asked for.
 *
 * @param profile      what it bears and for which roles
 * @param intermediate who signs it
 */
public record IssuanceRule(CertificateProfile profile, Intermediate intermediate) {}
