package io.datapact.protocols;

/** Ends a protocol at this party. The message states expected and found, never a value of an input. */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    /**
     * With a reason.
     *
     * @param fault the kind
     * @param message expected and found, as a sentence
     */
    public ProtocolException(Fault fault, String message) {
        super(fault + ": " + message);
        this.fault = fault;
    }

    /** The kind. */
    public Fault fault() {
        return fault;
    }
}
