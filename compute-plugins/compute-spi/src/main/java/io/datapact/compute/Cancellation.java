package io.datapact.compute;

/** Tells the plugin that its node wants the run to end. Plugins look at it at least once a second of work. */
@FunctionalInterface
public interface Cancellation {
    /** Whether the run is to end. */
    boolean requested();

    /**
     * Ends the run if that was asked for.
     *
     * @throws RunFailedException CANCELLED
     */
    default void check() {
        if (requested()) {
            throw RunFailedException.of(RunFailure.CANCELLED, "the node asked the run to end");
        }
    }
}
