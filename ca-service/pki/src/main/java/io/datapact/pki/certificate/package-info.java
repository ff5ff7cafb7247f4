/**
 * What Datapact's certificates look like: subjects, roles, names, profiles, requests, PEM; and the primitives that
 * issue them behind one seam, {@link io.datapact.pki.certificate.CertificateSigner}.
 */
package io.datapact.pki.certificate;
