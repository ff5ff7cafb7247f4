package io.datapact.ledger.chain;

/** An entry does not follow from what came before it, or is not what was appended. */
public final class ChainInvalidException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long position;

    /** Says what was expected and what was found at a position. */
    public ChainInvalidException(long position, String detail) {
        super("entry " + position + " does not hold: " + detail);
        this.position = position;
    }

    /** Position of the entry. */
    public long position() {
        return position;
    }
}
