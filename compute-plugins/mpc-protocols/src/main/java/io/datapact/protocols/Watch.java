package io.datapact.protocols;

/** Is told now and then how far a long protocol is; for people alone. */
@FunctionalInterface
public interface Watch {
    /** Nobody watches. */
    Watch NONE = (done, total) -> {};

    /**
     * How far it is.
     *
     * @param done units done, 0 to {@code total}
     * @param total units in all
     */
    void done(long done, long total);
}
