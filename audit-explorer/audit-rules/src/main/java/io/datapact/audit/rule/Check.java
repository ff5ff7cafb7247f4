package io.datapact.audit.rule;

import io.datapact.audit.history.LedgerObserver;

/** A rule at work on one bundle: sees the ledger's entries in order, then everything at the end. */
interface Check extends LedgerObserver {
    /** All has been read. */
    default void finish(Dossier dossier) {}
}
