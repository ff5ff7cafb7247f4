package io.datapact.contract.settlement;

/** How a run ended. */
public enum OutcomeKind {
    SETTLED,
    REFUNDED,
    FAILED,
    ABORTED
}
