package io.datapact.contract.codec;

/** Unwinds a reader to its entry, where it becomes {@link Parsed.Malformed}; never leaves this package. */
final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(String detail) {
        super(detail, null, false, false);
    }
}
