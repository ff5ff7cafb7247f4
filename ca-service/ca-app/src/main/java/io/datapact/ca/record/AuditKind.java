package io.datapact.ca.record;

/** Kinds of entries in the audit trail. */
public enum AuditKind {
    /** Root and intermediates were made, or first seen by this database. */
    AUTHORITY_OPENED,
    /** A token was given out. */
    TOKEN_GRANTED,
    /** A token was asked for and refused. */
    TOKEN_REFUSED,
    /** A certificate was issued. */
    CERTIFICATE_ISSUED,
    /** An enrolment with a known token was refused. */
    ENROLMENT_REFUSED
}
