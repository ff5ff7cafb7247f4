package io.datapact.ca.policy;

import io.datapact.ca.authority.IssuingAuthorities.Intermediate;
import io.datapact.pki.certificate.CertificateOrder;

/** Whether a request may be granted. */
public sealed interface PolicyDecision {

    /**
     * Granted.
     *
     * @param order        what to issue
     * @param intermediate who signs it
     */
    record Granted(CertificateOrder order, Intermediate intermediate) implements PolicyDecision {}

    /**
     * Refused.
     *
     * @param reason the first rule broken
     * @param detail expected and found, for people
     */
    record Refused(RefusalReason reason, String detail) implements PolicyDecision {}
}
