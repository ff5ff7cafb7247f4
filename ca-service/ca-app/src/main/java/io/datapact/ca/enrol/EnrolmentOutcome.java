package io.datapact.ca.enrol;

import io.datapact.ca.policy.RefusalReason;
import java.security.cert.X509Certificate;
import java.util.List;

/** What came of an enrolment. */
public sealed interface EnrolmentOutcome {

    /**
     * Issued and recorded.
     *
     * @param chain the new certificate, then its intermediate
     */
    record Issued(List<X509Certificate> chain) implements EnrolmentOutcome {
        public Issued {
            chain = List.copyOf(chain);
        }
    }

    /**
     * Refused; nothing was signed.
     *
     * @param reason the rule broken
     * @param detail expected and found, for people
     */
    record Refused(RefusalReason reason, String detail) implements EnrolmentOutcome {}
}
