package io.datapact.compute;

/** Takes word of how far a run is; for people alone. Safe for several threads. */
@FunctionalInterface
public interface Progress {
    /**
     * Says how far a phase is.
     *
     * @param phase a few words, such as {@code intersecting}; no data
     * @param done units done, at least 0
     * @param total units of this phase, at least {@code done}
     */
    void report(String phase, long done, long total);
}
