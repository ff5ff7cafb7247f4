package io.datapact.node.run;

/** Named places in a run at which tests end the process. The product passes them by. */
@FunctionalInterface
public interface CrashPoints {
    /** The start was seen; nothing was signed yet. */
    String AFTER_START_SEEN = "after-start-seen";

    /** Every own input is committed. */
    String AFTER_INPUT_COMMITTED = "after-input-committed";

    /** The plugin is at work. */
    String DURING_COMPUTE = "during-compute";

    /** The own attestation stands. */
    String AFTER_ATTEST = "after-attest";

    /** All is released and received; the outcome is not written yet. */
    String BEFORE_CLOSE = "before-close";

    /** Passes every point by. */
    CrashPoints NONE = point -> {};

    /** A point was reached. */
    void reached(String point);
}
