package io.datapact.contract.run;

/** A run's state, derived from facts: contract.md section 4, first that fits. DECIDED means an outcome is written. */
public enum RunState {
    DECIDED,
    RELEASED,
    ATTESTED,
    WITHHELD,
    ABORTED,
    LATE,
    COMPUTING,
    STARTED
}
