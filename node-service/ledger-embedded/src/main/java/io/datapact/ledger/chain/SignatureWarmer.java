package io.datapact.ledger.chain;

import io.datapact.contract.evidence.LogEntry;
import io.datapact.contract.state.StateView;
import java.util.List;

/** Verifies signatures ahead, on other threads, so that the thread that applies entries finds the answers remembered. */
@FunctionalInterface
public interface SignatureWarmer {
    /**
     * Verifies the entries' signatures as far as the state knows the signers; returns when done.
     *
     * @param state before the first of the entries
     */
    void warm(List<LogEntry> entries, StateView state);

    /** Verifies nothing ahead. */
    static SignatureWarmer none() {
        return (entries, state) -> {};
    }
}
