package io.datapact.node.store;

import io.datapact.contract.run.RunId;
import java.util.Optional;

/**
 * What this node has done in each run, so that a step is taken once, whatever happens in between. Durable before a
 * method returns. Safe for several threads; one process at a time.
 */
public interface RunJournal {
    /** Longest value, in bytes. */
    int MAXIMUM_VALUE_BYTES = 1 << 20;

    /** Longest name of a step, in characters. */
    int MAXIMUM_STEP_LENGTH = 160;

    /**
     * Notes a step unless it is noted.
     *
     * @param step  1 to {@link #MAXIMUM_STEP_LENGTH} ASCII characters
     * @param value at most {@link #MAXIMUM_VALUE_BYTES}; not kept
     * @return whether it was noted now; false leaves what is there
     * @throws StoreUnavailableException if it could not be made durable
     */
    boolean note(RunId run, String step, byte[] value);

    /**
     * What was noted of a step, the caller's own, or empty.
     *
     * @throws StoreUnavailableException if it cannot be read
     */
    Optional<byte[]> noted(RunId run, String step);

    /** Whether a step was noted. */
    default boolean has(RunId run, String step) {
        return noted(run, step).isPresent();
    }

    /** Notes a step that needs no value. */
    default boolean note(RunId run, String step) {
        return note(run, step, new byte[0]);
    }
}
