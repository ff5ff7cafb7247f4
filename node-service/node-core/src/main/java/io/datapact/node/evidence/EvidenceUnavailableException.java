package io.datapact.node.evidence;

/** Evidence cannot be written or read; what needs it must not go on. */
public final class EvidenceUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a cause below it. */
    public EvidenceUnavailableException(String message) {
        super(message);
    }

    /** With the failure of the storage below. */
    public EvidenceUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
