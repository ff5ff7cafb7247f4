package io.datapact.audit.history;

/** Sees a ledger's entries one by one, in order. */
public interface LedgerObserver {
    /** The genesis; first, at most once. */
    default void opening(Opening opening) {}

    /** A command; its writes are applied to the recorded state after all observers have seen it. */
    default void step(Step step) {}

    /** An entry that is not what its form asks for; it changes nothing. */
    default void unreadable(long position, String detail) {}
}
