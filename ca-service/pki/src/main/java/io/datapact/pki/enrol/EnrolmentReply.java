package io.datapact.pki.enrol;

import java.security.cert.X509Certificate;
import java.util.List;

/** The authority's answer to an enrolment. */
public sealed interface EnrolmentReply {

    /**
     * Enrolled: the chain speaks for our key, is for the subject and names asked for, and leads to the pinned root.
     *
     * @param chain our certificate first, then its intermediate; without the root
     */
    record Enrolled(List<X509Certificate> chain) implements EnrolmentReply {
        public Enrolled {
            chain = List.copyOf(chain);
        }
    }

    /**
     * Refused; the token may be used again unless the reason says otherwise.
     *
     * @param reason the authority's reason code
     * @param detail expected and found, for people
     */
    record Refused(String reason, String detail) implements EnrolmentReply {}
}
