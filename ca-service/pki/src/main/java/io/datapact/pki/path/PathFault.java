package io.datapact.pki.path;

/** Why a chain is not believed. */
public enum PathFault {
    /** Not one to {@link PathQuestion#MAXIMUM_CHAIN} certificates in strict DER. */
    MALFORMED,
    /** A key or signature algorithm that is not allowed. */
    ALGORITHM_NOT_ALLOWED,
    /** No anchor issued the last certificate of the chain, or there is no anchor. */
    NO_TRUST_ANCHOR,
    /** The anchor itself is not a valid authority at that time. */
    ANCHOR_NOT_VALID,
    /** A certificate does not name its predecessor as issuer. */
    CHAIN_BROKEN,
    /** A signature does not verify. */
    SIGNATURE_WRONG,
    /** The time lies before a certificate's validity. */
    NOT_YET_VALID,
    /** The time lies after a certificate's validity. */
    EXPIRED,
    /** An issuer is not an authority. */
    ISSUER_NOT_AUTHORITY,
    /** More authorities than an issuer allows below itself. */
    PATH_TOO_LONG,
    /** A name, policy or constraint of RFC 5280 is violated. */
    CONSTRAINT_VIOLATED,
    /** A critical extension that nobody here understands. */
    CRITICAL_EXTENSION_UNKNOWN,
    /** Key usage or extended key usage is missing or does not fit the use. */
    KEY_USAGE_WRONG,
    /** The end entity is itself an authority. */
    LEAF_IS_AUTHORITY,
    /** The subject is not O=member, OU=role, CN=handle. */
    SUBJECT_WRONG,
    /** The subject's member is not the one expected. */
    WRONG_ORGANISATION,
    /** The subject's role is not among those expected. */
    WRONG_ROLE,
    /** A certificate of the chain is revoked. */
    REVOKED,
    /** Revocation lists were given, and none that is valid at that time speaks for a certificate. */
    REVOCATION_UNKNOWN
}
