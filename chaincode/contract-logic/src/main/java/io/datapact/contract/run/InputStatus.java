package io.datapact.contract.run;

/** What became of a run's input; each goes once to one of these. */
public enum InputStatus {
    COMMITTED,
    RETURNED
}
