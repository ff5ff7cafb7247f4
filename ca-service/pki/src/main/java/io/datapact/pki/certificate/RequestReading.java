package io.datapact.pki.certificate;

/** What came of reading a request for a certificate. */
public sealed interface RequestReading {

    /**
     * Well-formed, with an allowed key that the requester holds.
     *
     * @param request its content
     */
    record Accepted(CertificateRequest request) implements RequestReading {}

    /**
     * Not to be granted by anybody.
     *
     * @param fault  which rule it breaks
     * @param detail expected and found, for people
     */
    record Refused(RequestFault fault, String detail) implements RequestReading {}

    /** Rules for requests, in the order in which they are checked. */
    enum RequestFault {
        /** Not one PKCS#10 request in strict PEM and DER, or too long. */
        MALFORMED,
        /** Key or signature algorithm not allowed. */
        ALGORITHM_NOT_ALLOWED,
        /** The signature does not verify with the key in the request. */
        POSSESSION_NOT_PROVEN,
        /** The subject is not O=member, OU=role, CN=handle. */
        SUBJECT_NOT_ALLOWED,
        /** Attributes or extensions other than subject alternative names. */
        EXTENSION_NOT_ALLOWED,
        /** A name that is neither a DNS name without wildcard nor an address, or one twice, or too many. */
        NAME_NOT_ALLOWED
    }
}
