package io.datapact.ca.policy;

/** Why the authority refuses; the same codes in answers, metrics and the audit trail. */
public enum RefusalReason {
    /** Not the JSON or the request for a certificate that was expected. */
    MALFORMED,
    /** Longer than is read. */
    TOO_LARGE,
    /** Without the operator's secret. */
    UNAUTHENTICATED,
    /** No such token. */
    TOKEN_UNKNOWN,
    /** Used before. */
    TOKEN_USED,
    /** Past its time. */
    TOKEN_EXPIRED,
    /** Refused too often. */
    TOKEN_LOCKED,
    /** A key or signature algorithm that is not allowed. */
    ALGORITHM_NOT_ALLOWED,
    /** The requester does not hold the key. */
    POSSESSION_NOT_PROVEN,
    /** Attributes or extensions that are the authority's to set. */
    EXTENSION_NOT_ALLOWED,
    /** A subject of another form. */
    SUBJECT_NOT_ALLOWED,
    /** Another member than the token's, or the authority's own name. */
    ORGANISATION_NOT_ALLOWED,
    /** Another role than the token's, or an unknown one. */
    ROLE_NOT_ALLOWED,
    /** Another handle than the token's. */
    HANDLE_NOT_ALLOWED,
    /** A name that token or profile do not allow. */
    NAME_NOT_ALLOWED,
    /** The key stands in a certificate of another subject. */
    KEY_IN_USE
}
