package io.datapact.pki.cms;

/** What came of opening an envelope. */
public sealed interface CmsOpening {

    /**
     * It was for us and whole.
     *
     * @param content what it held
     */
    record Opened(CmsContent content) implements CmsOpening {}

    /**
     * It was not opened; nothing of its content was seen.
     *
     * @param fault  why
     * @param detail expected and found, for people
     */
    record Refused(CmsFault fault, String detail) implements CmsOpening {}

    /** Why an envelope is not opened. */
    enum CmsFault {
        /** Not a CMS AuthEnvelopedData within the bounds. */
        MALFORMED,
        /** Encrypted by algorithms other than ours. */
        ALGORITHM_NOT_ALLOWED,
        /** Encrypted to other certificates. */
        NOT_A_RECIPIENT,
        /** Key or content do not authenticate: altered, or made for another key. */
        NOT_AUTHENTIC
    }
}
