package io.datapact.node.ledger;

/**
 * The ledger's host was caught: an entry that the rules refuse, a write set or root that replay does not give, a shorter
 * or another history than was seen before. Nothing of it was applied, and this replica follows that host no further:
 * compare checkpoints with the other members and decide together.
 */
public final class LedgerDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long position;

    /**
     * Says what was expected and what was found.
     *
     * @param position first position that does not hold
     */
    public LedgerDivergedException(long position, String message) {
        super(message);
        this.position = position;
    }

    /** First position that does not hold. */
    public long position() {
        return position;
    }
}
