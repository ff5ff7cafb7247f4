package io.datapact.node.content;

/** Content could not be kept or read; the kind says why, the message names block, expected and found. */
public final class ContentStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why. */
    public enum Kind {
        /** A block's bytes do not hash to its identifier. */
        DAMAGED_BLOCK,
        /** A block that a link names is not in the store. */
        MISSING_BLOCK,
        /** A block hashes right, but is no node this profile writes, or disagrees with the link to it. */
        MALFORMED_BLOCK,
        /** What was recorded beside the identifier cannot be read or does not fit the content. */
        DAMAGED_RECORD,
        /** The content is larger than the bound. */
        TOO_LARGE,
        /** The storage below, or the stream given, failed. */
        UNAVAILABLE
    }

    /** Without a cause below it. */
    public ContentStoreException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** With the failure of the storage below. */
    public ContentStoreException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Why. */
    public Kind kind() {
        return kind;
    }
}
